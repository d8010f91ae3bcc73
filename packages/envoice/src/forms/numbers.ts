import { InputError } from '@invoice-relay/core/errors';

import { shown } from './shown.ts';

/** How many digits a double always keeps. */
const keptDigits = 15;
const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * An amount, a quantity or a percentage as the JSON number that Envoice takes, from a number or
 * from text such as `1210.50`.
 *
 * What was computed with doubles (`0.1 + 0.2`) shows in the 16th or 17th digit, and is
 * rounded away: `0.3`. Text of more digits than a double keeps is refused, as it was meant.
 *
 * @throws {InputError}
 */
export function readNumber(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Number(value.toPrecision(keptDigits));
  }
  const text = typeof value === 'string' ? value.replaceAll(/[\s\u00a0\u202f]/g, '') : '';
  if (!plainNumber.test(text)) {
    throw new InputError({
      field,
      problem: `${shown(value)} is no number`,
      mend: 'Write it with a dot and without thousands separators or a currency, such as 1210.50.',
    });
  }
  if (significantDigits(text) > keptDigits) {
    throw new InputError({
      field,
      problem: `${shown(value)} has more digits than Envoice can keep`,
      mend: `Round it to ${keptDigits} digits at most.`,
    });
  }
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  throw new InputError({
    field,
    problem: `${shown(value)} is larger than any number that Envoice can keep`,
    mend: 'Look at what gives it.',
  });
}

/** @throws {InputError} */
export function readWholeNumber(value: unknown, field: string): number {
  const number = readNumber(value, field);
  if (Number.isSafeInteger(number)) return number;
  throw new InputError({
    field,
    problem: `${shown(value)} is no whole number`,
    mend: 'Leave out what is behind the dot.',
  });
}

function significantDigits(text: string): number {
  const [digits = ''] = text.replace(/^[+-]/, '').split(/[eE]/);
  const significant = digits.replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return significant.length;
}
