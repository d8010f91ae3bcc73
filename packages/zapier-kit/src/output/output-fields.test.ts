import { expect, test } from 'vitest';

import { outputFieldsOf } from './output-fields.ts';

test('builds labels from the words of the key, with acronyms in capitals', () => {
  const sample = {
    id: '1',
    dueDate: null,
    vatNumber: 'NL1',
    created_at: '2026-01-31',
    pdfUrl: 'x',
  };
  expect(outputFieldsOf(sample).map(({ label }) => label)).toEqual([
    'ID',
    'Due Date',
    'VAT Number',
    'Created At',
    'PDF URL',
  ]);
});

test('known properties of a field take precedence', () => {
  const known = { uom: { label: 'Unit' }, file: { label: 'PDF', type: 'file' } } as const;
  expect(outputFieldsOf({ uom: 'h', file: 'https://x.example' }, known)).toEqual([
    { key: 'uom', type: 'string', label: 'Unit' },
    { key: 'file', type: 'file', label: 'PDF' },
  ]);
});

test('takes types from the values; missing ones default to text', () => {
  const sample = {
    isPaid: false,
    id: 3,
    clientId: 4,
    percentage: 21,
    paid: 5,
    rate: 8.1,
    total: '8.10',
    day: '2026-01-31',
    at: '2026-01-31T09:00:00Z',
    local: '2026-01-31T09:00:00.123+01:00',
    unclear: '2026-01-31T09:00:00',
    note: null,
  };
  expect(outputFieldsOf(sample).map(({ key, type }) => [key, type])).toEqual([
    ['isPaid', 'boolean'],
    ['id', 'integer'],
    ['clientId', 'integer'],
    ['percentage', 'number'],
    ['paid', 'number'],
    ['rate', 'number'],
    ['total', 'string'],
    ['day', 'string'],
    ['at', 'datetime'],
    ['local', 'datetime'],
    ['unclear', 'string'],
    ['note', 'string'],
  ]);
});

test('names members of objects and line items as Zapier does', () => {
  const sample = {
    buyer: { name: 'Bob', address: { city: 'Delft' } },
    lines: [{ unitPrice: '1.00' }],
  };
  expect(outputFieldsOf(sample)).toEqual([
    { key: 'buyer__name', type: 'string', label: 'Customer Name' },
    { key: 'buyer__address__city', type: 'string', label: 'Customer Address City' },
    { key: 'lines[]unitPrice', type: 'string', label: 'Lines Unit Price' },
  ]);
});

test('fields that would have the same label say where they are', () => {
  const sample = { currencyId: 1, currency: { id: 1, name: 'Euro' }, invoice_id: '7' };
  const labels = outputFieldsOf({ ...sample, invoice: { totals: {}, id: '7' } });
  expect(labels.map(({ label }) => label)).toEqual([
    'Currency ID',
    'Currency → ID',
    'Currency Name',
    'Invoice ID',
    'Invoice → ID',
  ]);
});

test('includes every member of any line, and no lists within lines', () => {
  const lines = [
    { name: 'a', tags: ['x'], discounts: [{ amount: '1' }], tax: null },
    { name: 'b', note: 'c', tax: { rate: '21', codes: ['S'], bases: [{ amount: '5' }] } },
  ];
  expect(outputFieldsOf({ lines }).map(({ key }) => key)).toEqual([
    'lines[]name',
    'lines[]tax__rate',
    'lines[]note',
  ]);
});

test('a list of texts is one field with many values', () => {
  expect(outputFieldsOf({ notes: ['a'], empty: [] })).toEqual([
    { key: 'notes', type: 'string', list: true, label: 'Notes' },
    { key: 'empty', type: 'string', list: true, label: 'Empty' },
  ]);
});

test('leaves source-specific members to Zapier', () => {
  expect(
    outputFieldsOf({ id: '1', extensions: { envoice: 1 }, buyer: { extensions: {} } }),
  ).toEqual([{ key: 'id', type: 'string', label: 'ID' }]);
});
