import { readTypedYesNo } from '@invoice-relay/core/forms';

/**
 * A yes or no that may be left empty, which is a no. Blanks are what a step before gives that had
 * nothing there.
 *
 * @throws {InputError} for what is neither
 */
export function readSwitch(value: unknown, field: string): boolean {
  const isEmpty = String(value ?? '').trim() === '';
  return !isEmpty && readTypedYesNo({ value, field });
}
