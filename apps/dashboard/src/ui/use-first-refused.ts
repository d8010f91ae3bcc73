import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Focuses the first invalid field, which may be far from the button or in a collapsed section.
 *
 * @param refusals effect dependencies that change whenever input was rejected
 * @returns the ref of the form
 */
export function useFirstRefused(refusals: readonly unknown[]): RefObject<HTMLFormElement> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .field-error');
    first?.closest('details')?.setAttribute('open', '');
    first?.focus();
  }, refusals);
  return form;
}
