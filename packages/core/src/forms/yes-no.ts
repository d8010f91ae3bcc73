import { InputError } from '../errors/index.ts';

import { shown } from './shown.ts';

/**
 * A yes or no in the ways that people and earlier steps write it: `yes`, `true`, `on`, `1` and so
 * on, in any case.
 *
 * @throws {InputError}
 */
export function readTypedYesNo(options: {
  readonly value: unknown;
  /** As users see it, for errors. */
  readonly field: string;
}): boolean {
  const { value, field } = options;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  if (/^(?:true|t|yes|y|on|1|checked)$/i.test(word)) return true;
  if (/^(?:false|f|no|n|off|0|unchecked)$/i.test(word)) return false;
  throw new InputError({
    field,
    problem: `${shown(value)} is neither yes nor no`,
    fix: 'Switch it on or off, or use yes or no, or true or false.',
  });
}
