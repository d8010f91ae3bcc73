import assert from 'node:assert/strict';

import { PayloadError, SignatureError } from '../errors/index.ts';

/** The error of a call, or `undefined` if it succeeds. */
export async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error ?? new Error('The source threw nothing.');
  }
  return undefined;
}

/** How `verify` may fail if it does not trust a request. */
export async function assertRefused(call: () => unknown, what: string): Promise<void> {
  const error = await errorOf(call);
  assert.ok(error !== undefined, `verify accepted ${what}.`);
  assert.ok(
    error instanceof SignatureError || error instanceof PayloadError,
    `verify rejected ${what} with ${String(error)} instead of a SignatureError or PayloadError.`,
  );
}

/** How `verify` must fail if a request can be read but not trusted. */
export async function assertNotAuthentic(call: () => unknown, what: string): Promise<void> {
  const error = await errorOf(call);
  assert.ok(error !== undefined, `verify accepted ${what}.`);
  assert.ok(
    error instanceof SignatureError,
    `verify rejected ${what} with ${String(error)} instead of a SignatureError.`,
  );
}

/** How `parse` must fail if a request cannot be understood. */
export async function assertNotUnderstood(call: () => unknown, what: string): Promise<void> {
  const error = await errorOf(call);
  assert.ok(error !== undefined, `parse accepted ${what} as a webhook.`);
  assert.ok(
    error instanceof PayloadError,
    `parse rejected ${what} with ${String(error)} instead of a PayloadError.`,
  );
}

/** What is nobody's webhook must not be kept as if it might be authentic: the response is 400. */
export async function assertNobodys(call: () => unknown, what: string): Promise<void> {
  const error = await errorOf(call);
  assert.ok(
    !(error instanceof PayloadError) || error.code !== 'payload_unreadable',
    `parse asks to keep ${what}, which cannot be a webhook.`,
  );
}
