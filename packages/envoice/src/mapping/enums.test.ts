import {
  estimateStatusSchema,
  invoiceStatusSchema,
  orderStatusSchema,
} from '@invoice-relay/core/models';
import { describe, expect, test } from 'vitest';

import { models } from '../api/models.gen.ts';
import { estimateStatuses, invoiceStatuses, orderStatuses, paymentTypes } from './enums.ts';

describe.each([
  ['invoice', invoiceStatuses, 'InvoiceFullDetailsApiModel', 'Status', invoiceStatusSchema.options],
  [
    'estimate',
    estimateStatuses,
    'EstimationFullDetailsApiModel',
    'Status',
    estimateStatusSchema.options,
  ],
  ['order', orderStatuses, 'OrderFullDetailsApiModel', 'Status', orderStatusSchema.options],
  ['payment', paymentTypes, 'InvoicePaymentApiModel', 'Type', null],
] as const)('%s', (_name, table, model, member, words) => {
  const names = models[model]?.properties?.[member]?.enum ?? [];

  test('every name of the description has a word, by its name and by its number', () => {
    expect(names.length).toBeGreaterThan(2);
    for (const [ordinal, name] of names.entries()) {
      const word = table.read(name);
      expect(word).not.toBeNull();
      expect([
        table.read(ordinal),
        table.read(`${ordinal}`),
        table.read(name.toUpperCase()),
      ]).toEqual([word, word, word]);
      expect((table.write as (word: unknown) => string)(word)).toBe(name);
    }
    expect(new Set(names.map((name) => table.read(name))).size).toBe(names.length);
  });

  test('every word is in the table', () => {
    expect(words === null || names.every((name) => words.includes(table.read(name) as never))).toBe(
      true,
    );
  });

  test('anything else has none', () => {
    expect(
      [names.length, -1, '', null, undefined, 'constructor'].map((value) => table.read(value)),
    ).toEqual(Array.from({ length: 6 }, () => null));
  });
});
