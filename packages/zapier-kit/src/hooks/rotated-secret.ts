import { createHash } from 'node:crypto';

import type { ZObject } from 'zapier-platform-core';

/**
 * How long Zapier is asked to keep what the relay said, in seconds. That it keeps nothing for as
 * long does no harm.
 */
const keptForSeconds = 60 * 60;

/** Of the connected account alone. */
const scope = ['auth'];

/** As `zapier-platform-core` has it; its types leave the scope of `get` out. */
interface ScopedCache {
  get(key: string, scope: readonly string[]): Promise<unknown>;
}

/**
 * The secret with which the relay signs instead of the one that Zapier keeps for the Zap, if the
 * relay was asked for it lately. Both what is not kept and a cache that fails are undefined.
 */
export async function keptSecret(z: ZObject, insteadOf: string): Promise<string | undefined> {
  const cache = z.cache as ScopedCache;
  const kept = await cache.get(keyOf(insteadOf), scope).catch(() => undefined);
  return typeof kept === 'string' ? kept : undefined;
}

/** Keeps it for what comes next. A cache that fails costs questions to the relay, and no event. */
export async function keepSecret(
  z: ZObject,
  { current, insteadOf }: { readonly current: string; readonly insteadOf: string },
): Promise<void> {
  await z.cache.set(keyOf(insteadOf), current, keptForSeconds, scope).catch(() => null);
}

/** By the secret that it replaces, which only this Zap has: nobody else can put one in its place. */
function keyOf(insteadOf: string): string {
  return `secret-instead-of-${createHash('sha256').update(insteadOf).digest('hex')}`;
}
