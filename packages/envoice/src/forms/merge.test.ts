import { expect, test } from 'vitest';

import { merge, project } from './merge.ts';

const schema = 'InvoiceUpdateApiModel';

test('an answer becomes the body that would write it again', () => {
  const answer = {
    Id: 7,
    Client: { Id: 3, Name: 'Bob' },
    Currency: { Id: 163, Value: 'EUR' },
    Notes: null,
    Terms: 'Soon',
    ClonedFromId: 0,
    Items: [{ Id: 1, Cost: 5, Tax: { Id: 311 } }],
    Payments: [{ Id: 8 }],
  };
  expect(project(answer, schema)).toEqual({
    Id: 7,
    ClientId: 3,
    CurrencyId: 163,
    Terms: 'Soon',
    Items: [{ Id: 1, Cost: 5, TaxId: 311 }],
  });
  expect(project(null, schema)).toEqual({});
});

const before = {
  Notes: 'Old',
  Items: [
    { Id: 1, Cost: 1, TaxId: 311, TaxPercentage: 21, TotalAmount: 1.21 },
    { Id: 2, Cost: 2 },
  ],
};

test('a line that is given twice is refused, as one of the two would be lost', () => {
  const given = { Items: [{ Id: 1, Cost: 7 }, { Id: 2 }, { Id: 1, Quantity: 9 }] };
  for (const lists of ['merge', 'replace'] as const) {
    expect(() => merge({ before, given, schema, lists })).toThrow(
      'Line Items 3 → ID: 1 stands in a line before',
    );
  }
});

test('what is given counts, what is not stays; what was computed of a changed line goes', () => {
  const given = { Terms: 'Now', Items: [{ Id: 1, TaxPercentage: 9 }, { Cost: 3 }] };
  expect(merge({ before, given, schema, lists: 'merge' })).toEqual({
    Notes: 'Old',
    Terms: 'Now',
    Items: [{ Id: 1, Cost: 1, TaxPercentage: 9 }, { Id: 2, Cost: 2 }, { Cost: 3 }],
  });
});

test('lines that are not given go where lists are replaced', () => {
  const given = { Items: [{ Id: 2, Cost: 5 }] };
  const { Items } = merge({ before, given, schema, lists: 'replace' });
  expect(Items).toEqual([{ Id: 2, Cost: 5 }]);
});

test('a line with an id that is not there is told from those that are', () => {
  const given = { Items: [{ Id: 3 }] };
  expect(() => merge({ before, given, schema, lists: 'merge' })).toThrow(
    expect.objectContaining({
      message: 'Line Items 1 → ID: there is no 3',
      description: expect.stringContaining('1, 2'),
    }),
  );
});
