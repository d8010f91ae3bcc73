import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Leads to the first field that has to change, which may be screens away from the button, or folded
 * away.
 *
 * @param refusals what changes whenever something was refused
 * @returns for the form
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
