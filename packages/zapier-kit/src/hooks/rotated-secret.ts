import { createHash } from 'node:crypto';

import type { ZObject } from 'zapier-platform-core';

/**
 * How long Zapier is asked to cache the relay's answer, in seconds. It does no harm if it keeps
 * nothing for that long.
 */
const keptForSeconds = 60 * 60;

/** Of the connected account only. */
const scope = ['auth'];

/** As in `zapier-platform-core`; its types omit the scope of `get`. */
interface ScopedCache {
  get(key: string, scope: readonly string[]): Promise<unknown>;
}

/** The state of asking the relay for the secret that replaces the one that Zapier keeps. */
export interface KeptAnswer {
  /** Milliseconds since the Unix epoch. */
  readonly askedAt: number;
  /** When it last answered; null if it never did. */
  readonly answeredAt: number | null;
  /** Null if it is the one that Zapier has, and if none was returned. */
  readonly current: string | null;
  /** Why the relay does not return it: a sentence. */
  readonly refusal: string | null;
}

/** What is cached for a Zap. Undefined both if nothing is cached and if the cache fails. */
export async function keptAnswer(z: ZObject, insteadOf: string): Promise<KeptAnswer | undefined> {
  const kept = await get(z, keyOf('secret-instead-of', insteadOf));
  // An earlier version only stored the secret.
  return typeof kept === 'object' && kept !== null ? (kept as KeptAnswer) : undefined;
}

/** Caches it for later. A failing cache costs requests to the relay, but no event. */
export async function keepAnswer(
  z: ZObject,
  { answer, insteadOf }: { readonly answer: KeptAnswer; readonly insteadOf: string },
): Promise<void> {
  await set(z, keyOf('secret-instead-of', insteadOf), answer);
}

/** A request to the Zap that was turned on with this secret. */
interface PostponedRequest {
  readonly body: string;
  readonly secret: string;
}

/** When a request was first postponed; undefined if it was not. */
export async function postponedAt(
  z: ZObject,
  request: PostponedRequest,
): Promise<number | undefined> {
  const kept = await get(z, keyOfPostponed(request));
  return typeof kept === 'number' ? kept : undefined;
}

/** @param options.at milliseconds since the Unix epoch */
export async function rememberPostponed(
  z: ZObject,
  { at, ...request }: PostponedRequest & { readonly at: number },
): Promise<void> {
  await set(z, keyOfPostponed(request), at);
}

function keyOfPostponed({ body, secret }: PostponedRequest): string {
  return keyOf('put-off', `${secret} ${body}`);
}

async function get(z: ZObject, key: string): Promise<unknown> {
  const cache = z.cache as ScopedCache;
  return cache.get(key, scope).catch(() => undefined);
}

async function set(z: ZObject, key: string, value: unknown): Promise<void> {
  await z.cache.set(key, value as object, keptForSeconds, scope).catch(() => null);
}

/** Keyed by the secret of the Zap, which nobody else has: so nobody else can overwrite it. */
function keyOf(what: string, text: string): string {
  return `${what}-${createHash('sha256').update(text).digest('hex')}`;
}
