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

/** How the relay was last asked with what it signs instead of the secret that Zapier keeps. */
export interface KeptAnswer {
  /** Milliseconds since the Unix epoch. */
  readonly askedAt: number;
  /** When it last said something; null when it never did. */
  readonly answeredAt: number | null;
  /** Null for the one that Zapier has itself, and while none is told. */
  readonly current: string | null;
  /** Why the relay does not tell it: a sentence. */
  readonly refusal: string | null;
}

/** What is kept for a Zap. Both what is not kept and a cache that fails are undefined. */
export async function keptAnswer(z: ZObject, insteadOf: string): Promise<KeptAnswer | undefined> {
  const kept = await get(z, keyOf('secret-instead-of', insteadOf));
  // An earlier version kept the secret alone.
  return typeof kept === 'object' && kept !== null ? (kept as KeptAnswer) : undefined;
}

/** Keeps it for what comes next. A cache that fails costs questions to the relay, and no event. */
export async function keepAnswer(
  z: ZObject,
  { answer, insteadOf }: { readonly answer: KeptAnswer; readonly insteadOf: string },
): Promise<void> {
  await set(z, keyOf('secret-instead-of', insteadOf), answer);
}

/** A request to the Zap that was turned on with the secret. */
interface PutOff {
  readonly body: string;
  readonly secret: string;
}

/** When a request was put off for the first time; undefined for one that was not. */
export async function putOffAt(z: ZObject, request: PutOff): Promise<number | undefined> {
  const kept = await get(z, keyOfPutOff(request));
  return typeof kept === 'number' ? kept : undefined;
}

/** @param options.at milliseconds since the Unix epoch */
export async function keepPutOff(
  z: ZObject,
  { at, ...request }: PutOff & { readonly at: number },
): Promise<void> {
  await set(z, keyOfPutOff(request), at);
}

function keyOfPutOff({ body, secret }: PutOff): string {
  return keyOf('put-off', `${secret} ${body}`);
}

async function get(z: ZObject, key: string): Promise<unknown> {
  const cache = z.cache as ScopedCache;
  return cache.get(key, scope).catch(() => undefined);
}

async function set(z: ZObject, key: string, value: unknown): Promise<void> {
  await z.cache.set(key, value as object, keptForSeconds, scope).catch(() => null);
}

/** By the secret of the Zap, which nobody else has: so nobody else can put anything in its place. */
function keyOf(what: string, text: string): string {
  return `${what}-${createHash('sha256').update(text).digest('hex')}`;
}
