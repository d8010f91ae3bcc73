import { expect, test } from 'vitest';

import { DrupalInputError } from '../model/index.ts';
import { explainInput } from './explain-input.ts';
import { inWordsOfForm } from './in-words-of-form.ts';
import { fieldOf, invoiceLabels } from './labels.ts';

test.each([
  ['items[1].vat', {}, 'Line Items 2 → VAT Percentage'],
  ['items[1].vat', { items: 'Line Items' }, 'Line Items 2 → VAT Percentage'],
  ['customer.city', {}, 'Customer → City'],
  ['customer.city', { 'customer.city': 'Customer City' }, 'Customer City'],
  ['description', { description: 'Invoice Description' }, 'Invoice Description'],
  [
    'items[0].description',
    { description: 'Invoice Description', 'items.description': 'Item' },
    'Line Items 1 → Item',
  ],
  ['customer.own', {}, 'Customer → own'],
  ['constructor', {}, 'constructor'],
])('%s with %j is called %s', (member, labels, field) => {
  expect(fieldOf(member, labels)).toBe(field);
});

test('explains by field what cannot be sent, and how to fix it', () => {
  const error = new DrupalInputError('no', { member: 'items[0].unitcost', expected: 'decimal' });
  expect(explainInput(error, { unitcost: 'Price' })).toMatchObject({
    name: 'InputError',
    message: 'Line Items 1 → Price: this is not an amount',
    description: expect.stringContaining('with a decimal point'),
  });
});

test('a message uses the labels of a form', () => {
  expect(inWordsOfForm('no number in items[1].vat.', words, { items: 'Line Items' })).toBe(
    'No number in Line Items 2 → VAT Percentage.',
  );
});

test.each(Object.entries(invoiceLabels).filter(([name]) => name.includes('_')))(
  'a message calls %s %s',
  (name, label) => {
    expect(inWordsOfForm(`check that ${name} is there`, words)).toBe(
      `Check that ${label} is there`,
    );
    expect(inWordsOfForm(`no. The site says: ${name}`, words)).toBe(`No. The site says: ${name}`);
  },
);

const words = {
  baseUrl: 'Site URL',
  username: 'Name',
  password: 'Password',
  headerName: 'Header Name',
  headerValue: 'Header Value',
  all: 'the account',
};

test.each([
  ['test: auth.username is empty: write it.', 'Name is empty: write it.'],
  ['header.value is empty: write the value', 'Header Value is empty: write the value'],
  ['invoices.get: check both in auth, and baseUrl', 'Check both in the account, and Site URL'],
  [
    'items[0].unitcost of the invoice is "1,50"',
    'Line Items 1 → Unit Cost of the invoice is "1,50"',
  ],
  ['no amounts. The site says: items[0].vat', 'No amounts. The site says: items[0].vat'],
  ['it fails. PHP error: auth', 'It fails. PHP error: auth'],
  ['refused. The site says: baseUrl', 'Refused. The site says: baseUrl'],
])('%s', (message, said) => {
  expect(inWordsOfForm(message, words)).toBe(said);
});
