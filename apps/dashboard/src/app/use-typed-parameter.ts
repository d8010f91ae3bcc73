import { useEffect, useRef, useState } from 'preact/hooks';

import { useAddress } from './use-address.ts';

/** Debounce delay after the last keystroke. Milliseconds. */
const typingMs = 350;

/**
 * Binds a text field to a query parameter: the parameter is set once the user stops typing, and the
 * field follows other changes to the address, such as going back.
 */
export function useTypedParameter(name: string): {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Sets the parameter immediately. */
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
    // Depends on the address, so that changes to other parameters in the meantime are kept.
  }, [text, address]);
  return { text, setText, submit };
}
