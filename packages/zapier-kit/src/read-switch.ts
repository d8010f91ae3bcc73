import { readTypedYesNo } from '@invoice-relay/core/forms';

/**
 * A yes or no that may be left empty, which is a no.
 *
 * @throws {InputError} for what is neither
 */
export function readSwitch(value: unknown, field: string): boolean {
  const isEmpty = value === undefined || value === null || value === '';
  return !isEmpty && readTypedYesNo({ value, field });
}
