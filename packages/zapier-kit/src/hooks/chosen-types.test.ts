import { InputError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { chosenTypes } from './chosen-types.ts';

const choices = ['invoice.paid', 'invoice.*', 'payment.received'] as const;
const read = (value: unknown) => chosenTypes({ value, field: 'Event Types', choices });

test.each([
  [undefined, []],
  [null, []],
  ['', []],
  [[], []],
  [['', ' ', null], []],
  ['invoice.paid', ['invoice.paid']],
  [
    ['payment.received', '', 'invoice.*'],
    ['payment.received', 'invoice.*'],
  ],
])('%j: %j', (value, types) => {
  expect(read(value)).toEqual(types);
});

test.each([
  ['invoice.payd', 'invoice.payd'],
  [['invoice.paid', 'relay.*'], 'relay.*'],
  [[5], '5'],
  [false, 'false'],
  [{}, '{}'],
])('%j is an error, as the Zap would start on everything, or on nothing', (value, named) => {
  expect(() => read(value)).toThrow(
    new InputError({
      field: 'Event Types',
      problem: `“${named}” is not one of the choices`,
      fix: 'Use one of: invoice.paid, invoice.*, payment.received.',
    }),
  );
});
