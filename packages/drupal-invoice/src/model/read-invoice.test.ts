import { jsonValue } from '@invoice-relay/core/json';
import { expect, test } from 'vitest';

import { answerNames, answerText } from '../../test/support/answers.ts';
import { findUnreadableAmount } from './check-amounts.ts';
import { readDrupalInvoice, readDrupalList } from './read-invoice.ts';

const read = (json: string) => readDrupalInvoice(jsonValue(json));
const ofItems = (items: string) => read(`{"id":1,"items":${items}}`);

test.each(answerNames('get-'))('%s keeps every member that the site returns', (name) => {
  const text = answerText(name);
  const site = JSON.parse(text) as { readonly items: readonly object[] };
  const invoice = read(text);
  expect(Object.keys(invoice ?? {}).toSorted()).toEqual(Object.keys(site).toSorted());
  expect(invoice?.items).toHaveLength(site.items.length);
  expect(findUnreadableAmount(invoice ?? { items: [] })).toBeNull();
});

test('an invoice has strict types', () => {
  expect(read(answerText('get-mixed-rates-and-weights'))).toMatchObject({
    id: 5,
    nid: 9,
    leading_zeros: 4,
    pay_limit: 30,
    extotal: '1092.69',
    inctotal: '1112.03',
    vattotal: '19.34',
    customer: { id: 5, customer_number: '7', company_name: 'Solo BV', firstname: null },
    items: [
      { weight: 0, quantity: '-1', unitcost: '5', vat: '21' },
      { weight: 0, vat: '0' },
      { weight: 1, quantity: '2.5', unitcost: '38.675' },
      { weight: 2, unitcost: '0.333' },
    ],
  });
});

test.each([
  ['get-letter-prefix-number-is-0', 'A20260006'],
  ['get-dash-prefix-number-is-2026', '2026-0007'],
  ['get-paid', '20260001'],
])('the number of %s is %s, whatever it says itself', (name, number) => {
  expect(read(answerText(name))).toMatchObject({ number });
});

test('a list has its rows, with numbers as the site prints them', () => {
  const rows = readDrupalList(jsonValue(answerText('list-default-15-newest-first')));
  expect(rows).toHaveLength(15);
  expect(rows?.[0]).toMatchObject({
    id: 24,
    number: '20260024',
    pay_status: 'paid',
    inctotal: '68.86',
    customer: { customer_number: '1', lastname: 'Voorbeeld' },
  });
  expect(readDrupalList([])).toEqual([]);
});

test.each([
  '[{"id":1,"items":[]}]',
  '[]',
  'null',
  '7',
  '{"items":[]}',
  '{"id":0,"items":[]}',
  '{"id":7}',
])('%s is not an invoice', (json) => expect(read(json)).toBeNull());

test.each(['{}', '[1]', '[{"number":"7"}]', 'null'])('%s is not a list', (json) => {
  expect(readDrupalList(jsonValue(json))).toBeNull();
});

test('every recorded response that is a list and not an invoice is read as a list', () => {
  for (const name of answerNames('')) {
    const value = jsonValue(answerText(name));
    expect([name, readDrupalList(value) !== null]).toEqual([name, name.startsWith('list-')]);
    expect([name, readDrupalInvoice(value) !== null]).toEqual([name, name.startsWith('get-')]);
  }
});

test.each(['""', '" "', '"%"', '" % "', 'null', 'false', '[]'])(
  '%s as a percentage is null',
  (vat) => {
    const invoice = ofItems(`[{"quantity":"1","unitcost":"1","vat":${vat}}]`);
    expect(invoice?.items).toMatchObject([{ vat: null }]);
  },
);

test('amounts keep every digit', () => {
  const invoice = ofItems(
    '[{"quantity":0.12345678901234567891,"unitcost":"50.750","vat":"21.0"},{"quantity":1e2,"unitcost":12345678901234567890}]',
  );
  expect(invoice?.items).toMatchObject([
    { quantity: '0.12345678901234567891', unitcost: '50.75', vat: '21' },
    { quantity: '100', unitcost: '12345678901234567890', vat: null },
  ]);
});

test.each([
  ['[{"quantity":"1","unitcost":"1,50"}]', 'items[0].unitcost', '1,50'],
  ['[{"quantity":"1","unitcost":"1"},{"unitcost":"1"}]', 'items[1].quantity', ''],
  ['[{"quantity":"1","unitcost":"1","vat":"high"}]', 'items[0].vat', 'high'],
])('the amount of %s cannot be read', (items, member, text) => {
  const invoice = ofItems(items);
  expect(invoice && findUnreadableAmount(invoice)).toEqual({ member, text });
});
