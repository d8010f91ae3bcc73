import { readTypedYesNo } from '@invoice-relay/core/forms';

/**
 * A yes or no that may be left empty, which means no. White space comes from an earlier step with
 * an empty value.
 *
 * @throws {InputError} for anything else
 */
export function readSwitch(value: unknown, field: string): boolean {
  const isEmpty = String(value ?? '').trim() === '';
  return !isEmpty && readTypedYesNo({ value, field });
}
