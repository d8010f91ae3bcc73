import { InputError } from '@invoice-relay/core/errors';
import { readTypedWholeNumber } from '@invoice-relay/core/forms';

/**
 * Reads a maximum. n8n validates what is typed, but not the result of an expression: a limit that
 * is not a number would silently return everything or nothing.
 *
 * @param options.field display name
 * @throws {InputError}
 */
export function readLimit({
  value,
  field = 'Limit',
}: {
  readonly value: unknown;
  readonly field?: string;
}): number {
  const refusal = (problem: string) => new InputError({ field, problem, fix: 'Enter 1 or more.' });
  if (String(value ?? '').trim() === '') throw refusal('this is empty');
  const limit = readTypedWholeNumber({ value, field });
  if (limit >= 1) return limit;
  throw refusal(`${limit} is too small`);
}
