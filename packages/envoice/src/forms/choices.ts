import { InputError } from '@invoice-relay/core/errors';
import { shown } from '@invoice-relay/core/forms';

import { titleOf } from './labels.ts';

/**
 * Returns the value of an enum, by its name in any case or by its label in the form.
 *
 * @throws {InputError}
 */
export function readChoice(options: {
  readonly value: unknown;
  readonly names: readonly string[];
  readonly field: string;
}): string {
  const { value, names, field } = options;
  const wanted = plain(String(value));
  const name = names.find((one) => plain(one) === wanted);
  if (name !== undefined) return name;
  throw new InputError({
    field,
    problem: `${shown(value)} is not one of the choices`,
    fix: `Use one of: ${names.map(titleOf).join(', ')}.`,
  });
}

/** @throws {InputError} */
export function readText(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new InputError({
    field,
    problem: `${shown(value)} is not text`,
    fix: 'Enter text: if it is in an object, name the member.',
  });
}

function plain(text: string): string {
  return text.replaceAll(/[\s_-]/g, '').toLowerCase();
}
