import { useState } from 'preact/hooks';

/**
 * Keys for calls that make something. Whoever presses the button once more, as no answer came, makes
 * the same call with the same key, so that nothing is made twice. A form has its own.
 *
 * @returns the key for a call with this input
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

/** Browsers make UUIDs only over https and on the machine itself. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
