import { InputError } from '../errors/index.ts';
import { decimalSchema, parseDecimal } from '../models/index.ts';
import type { Decimal } from '../models/index.ts';
import * as v from 'valibot';

import { shown } from './shown.ts';
import { plainNumber, possibleNumbers, severalNumbers } from './typed-text.ts';

/** How many digits a double always keeps; anything after them is rounding noise. */
const keptDigits = 15;

export interface TypedNumber {
  readonly value: unknown;
  /** As users see it, for errors: `Line Items 2 → Unit Price`. */
  readonly field: string;
  /** Whether a percentage is expected: then a trailing `%` is allowed. */
  readonly isPercentage?: boolean;
}

/** What may be written, for the error about something else. */
interface Expected extends TypedNumber {
  readonly isWhole?: boolean;
}

/**
 * An amount, a quantity or a percentage that somebody typed or mapped, as decimal text with all its
 * digits. The only number parser of our forms. Accepts
 *
 * - numbers with a dot, also with an exponent: `1210.50`, `-.5`, `1e3`
 * - thousands separated by spaces or apostrophes: `1 234 567.89`, `1'234.50`
 * - a decimal comma if it cannot be a thousands separator: `19,99`, `1.234,50`, `1 234,500`
 * - JavaScript numbers; for a computed one (`0.1 + 0.2`) its significant digits
 *
 * and rejects what may be several numbers (`5 10`) or two different ones (`1,234`).
 *
 * @throws {InputError} which shows the input, and how to write it
 */
export function readTypedDecimal(options: Expected): Decimal {
  const { value, field, isPercentage = false } = options;
  const text = textOf(value);
  if (isEmpty(value)) {
    throw new InputError({
      field,
      problem: 'this is empty',
      fix: 'Fill it in; use 0 for none.',
    });
  }
  const number = plainNumber(isPercentage ? text.replace(/\s*%\s*$/, '') : text);
  if (number === undefined) throw refusal(options);
  if (v.is(decimalSchema, number)) return number;
  try {
    return parseDecimal(number);
  } catch {
    throw new InputError({
      field,
      problem: `${shown(value)} has more digits than an amount can have`,
      fix: 'Check where it comes from.',
    });
  }
}

/**
 * The same as a JavaScript number, for an API that takes JSON numbers.
 *
 * @throws {InputError} also for more digits than such a number keeps, as they were intended
 */
export function readTypedNumber(options: Expected): number {
  const text = readTypedDecimal(options);
  if (significantDigits(text) <= keptDigits) return Number(text);
  throw new InputError({
    field: options.field,
    problem: `${shown(options.value)} has more digits than can be stored`,
    fix: `Round it to at most ${keptDigits} digits.`,
  });
}

/** @throws {InputError} */
export function readTypedWholeNumber({ value, field }: TypedNumber): number {
  const number = readTypedNumber({ value, field, isWhole: true });
  if (Number.isSafeInteger(number)) return number;
  throw new InputError({ field, ...notWhole(value) });
}

function notWhole(value: unknown): { readonly problem: string; readonly fix: string } {
  return { problem: `${shown(value)} is not a whole number`, fix: 'Remove the decimal part.' };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  return Number.isSafeInteger(value)
    ? String(value)
    : String(Number(value.toPrecision(keptDigits)));
}

function refusal({ value, field, isPercentage = false, isWhole = false }: Expected): InputError {
  const refuse = (problem: string, fix: string) =>
    new InputError({ field, problem: `${shown(value)} ${problem}`, fix });
  const text = textOf(value);
  const possible = possibleNumbers(text);
  const fitting = isWhole ? possible.filter((number) => !number.includes('.')) : possible;
  if (possible.length > 0) {
    if (fitting.length === 0) return new InputError({ field, ...notWhole(value) });
    return refuse('is ambiguous', `Write it as ${fitting.join(' or as ')}.`);
  }
  const several = severalNumbers(text);
  if (several.length > 0) {
    return refuse(
      `is not one number but ${several.length}: ${several.join(' and ')}`,
      'Enter one. If several come from an earlier step, pick one of them or map each to its own line.',
    );
  }
  if (!isPercentage && text.trim().endsWith('%')) {
    return refuse('is a percentage, but a number is expected', 'Remove the percent sign.');
  }
  return refuse(
    'is not a number',
    isWhole
      ? 'Use digits only, such as 14.'
      : 'Write it with a decimal point and no currency, such as 1210.50. Spaces are allowed only between thousands.',
  );
}

function significantDigits(text: Decimal): number {
  return text.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}
