import { InputError } from '@invoice-relay/core/errors';
import { readTypedWholeNumber } from '@invoice-relay/core/forms';

/**
 * How many a parameter asks for at most. n8n checks what is typed, and not what an expression gives:
 * a limit that is no number would take all or nothing, without a word.
 *
 * @param options.field as people see it
 * @throws {InputError}
 */
export function readLimit({
  value,
  field = 'Limit',
}: {
  readonly value: unknown;
  readonly field?: string;
}): number {
  const limit = readTypedWholeNumber({ value, field });
  if (limit >= 1) return limit;
  throw new InputError({ field, problem: `${limit} is too small`, fix: 'Give 1 or more.' });
}
