import { expect, test } from 'vitest';

import { merge, project } from './merge.ts';

const schema = 'InvoiceUpdateApiModel';

test('a response becomes the body that would write it again', () => {
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

test('refuses a line that is given twice, as one of the two would be lost', () => {
  const given = { Items: [{ Id: 1, Cost: 7 }, { Id: 2 }, { Id: 1, Quantity: 9 }] };
  for (const lists of ['merge', 'replace'] as const) {
    expect(() => merge({ before, given, schema, lists })).toThrow(
      'Line Items 3 → ID: 1 is already in an earlier line',
    );
  }
});

test('changes given members, keeps the others, and drops the computed ones of a changed line', () => {
  const given = { Terms: 'Now', Items: [{ Id: 1, TaxPercentage: 9 }, { Cost: 3 }] };
  expect(merge({ before, given, schema, lists: 'merge' })).toEqual({
    Notes: 'Old',
    Terms: 'Now',
    Items: [{ Id: 1, Cost: 1, TaxPercentage: 9 }, { Id: 2, Cost: 2 }, { Cost: 3 }],
  });
});

test('lines that are not given are removed if lists are replaced', () => {
  const given = { Items: [{ Id: 2, Cost: 5 }] };
  const { Items } = merge({ before, given, schema, lists: 'replace' });
  expect(Items).toEqual([{ Id: 2, Cost: 5 }]);
});

test('a line with an unknown id is reported with the existing ones', () => {
  const given = { Items: [{ Id: 3 }] };
  expect(() => merge({ before, given, schema, lists: 'merge' })).toThrow(
    expect.objectContaining({
      message: 'Line Items 1 → ID: there is no 3',
      description: expect.stringContaining('1, 2'),
    }),
  );
});
