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
    'this is no amount',
    'Write a number with a dot and without a thousands separator, such as 50.75.',
  ],
  integer: ['this is not a whole number', 'Write digits only, such as 14.'],
  text: [
    'this is no text',
    'Give text or a whole number, and not an object, a list or yes and no.',
  ],
  object: ['these are no fields', 'Give an object: { "name": "value" }.'],
  list: [
    'this is no list',
    'Give a list of objects: [{ "description": "…", "unitcost": "50.75" }].',
  ],
  id: [
    'this is no bare number of an invoice',
    'Write one such as 7. When it is taken from elsewhere, look at what comes from there.',
  ],
  template: ['this is missing', 'Write the name of a template that the site has, such as default.'],
  days: ['this is missing or out of range', 'Write days, from 0 to 65535.'],
  weight: ['this is out of range', 'Write a whole number from -128 to 127.'],
};
