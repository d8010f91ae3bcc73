import { useEffect, useRef, useState } from 'preact/hooks';

import { useAddress } from './use-address.ts';

/** How long somebody has to stop typing before it counts. Milliseconds. */
const typingMs = 350;

/**
 * A parameter of the address that somebody types: it goes there once they stop typing, and what the
 * address says otherwise, as after going back, shows in the field.
 */
export function useTypedParameter(name: string): {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Does not wait any longer. */
  readonly submit: () => void;
} {
  const { query: address, change } = useAddress();
  const current = address[name] ?? '';
  const [text, setText] = useState(current);
  const known = useRef(current);
  const submit = (): void => {
    known.current = text;
    change({ [name]: text });
  };
  useEffect(() => {
    if (current === known.current) return;
    known.current = current;
    setText(current);
  }, [current]);
  useEffect(() => {
    if (text === known.current) return undefined;
    const timer = setTimeout(submit, typingMs);
    return () => clearTimeout(timer);
    // Other parameters may change meanwhile, and are to stay as they are then.
  }, [text, address]);
  return { text, setText, submit };
}
