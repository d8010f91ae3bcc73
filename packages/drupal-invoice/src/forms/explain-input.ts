import type { DrupalInputError } from '../model/index.ts';
import { InputError } from '@invoice-relay/core/errors';
import { fieldOf } from './labels.ts';
import type { Labels } from './labels.ts';

/**
 * Explains input that cannot be sent to the API in terms of a form: which field it is, and how to
 * fix it.
 */
export function explainInput(error: DrupalInputError, labels: Labels = {}): InputError {
  const [problem, fix] = problems[error.expected];
  return new InputError({ field: fieldOf(error.member, labels), problem, fix });
}

const problems: Readonly<
  Record<DrupalInputError['expected'], readonly [problem: string, fix: string]>
> = {
  decimal: [
    'this is not an amount',
    'Enter a number with a decimal point and without a thousands separator, such as 50.75.',
  ],
  integer: ['this is not a whole number', 'Use digits only, such as 14.'],
  text: ['this is not text', 'Enter text or a whole number, not an object, a list or a boolean.'],
  object: ['this is not an object', 'Pass an object: { "name": "value" }.'],
  list: [
    'this is not a list',
    'Pass a list of objects: [{ "description": "…", "unitcost": "50.75" }].',
  ],
  id: [
    'this is not the bare number of an invoice',
    'Enter one such as 7. If it comes from elsewhere, check what that returns.',
  ],
  template: ['this is missing', 'Enter the name of a template on the site, such as default.'],
  days: ['this is missing or out of range', 'Enter a number of days from 0 to 65535.'],
  weight: ['this is out of range', 'Enter a whole number from -128 to 127.'],
};
