import { useState } from 'preact/hooks';

/**
 * Creates idempotency keys for calls that create something. Pressing the button again after no
 * response arrived repeats the call with the same key, so that nothing is created twice. Each form
 * has its own.
 *
 * @returns a function that returns the key for a call with this input
 */
export function createIdempotencyKeys(): (input: unknown) => string {
  let last: { readonly call: string; readonly key: string } | undefined;
  return (input) => {
    const call = JSON.stringify(input);
    if (last?.call !== call) last = { call, key: randomKey() };
    return last.key;
  };
}

export function useIdempotencyKeys(): (input: unknown) => string {
  const [keyOf] = useState(createIdempotencyKeys);
  return keyOf;
}

/** Not a UUID, which browsers only generate over HTTPS and on localhost. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
