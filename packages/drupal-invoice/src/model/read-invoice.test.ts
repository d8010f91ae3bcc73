import { jsonValue } from '@invoice-relay/core/json';
import { expect, test } from 'vitest';

import { sampleText } from '../../test/support/sample.ts';
import { findUnreadableAmount } from './check-amounts.ts';
import { isInvoiceLike, openEnvelope } from './envelope.ts';
import { readDrupalInvoice, tellsItems } from './read-invoice.ts';

const read = (json: string) => readDrupalInvoice(jsonValue(json));

test("the vendor's sample, with strict types", () => {
  expect(read(sampleText)).toEqual({
    leading_zeros: 4,
    prefix: '%Y',
    description: 'This is the invoice description',
    template: 'default',
    pay_limit: 0,
    pay_status: 'paid',
    customer: {
      customer_number: '1',
      company_name: 'Awesome company',
      firstname: 'John',
      lastname: 'Doe',
      street: 'Example street',
      building_number: '1',
      zipcode: '1234 AB',
      city: 'Amsterdam',
      state: 'Noord-Holland',
      country: 'Nederland',
      coc_number: '12345678',
      vat_number: 'NL012345678B01',
      description: 'Best company ever!',
    },
    items: [
      {
        description: 'Subscription 01-01-2012 t/m 31-12-2012',
        quantity: '1',
        unitcost: '50.75',
        vat: '21',
      },
      { description: 'Sent SMS messages', quantity: '28', unitcost: '0.22', vat: '21' },
    ],
  });
});

test.each([
  ['{"prefix":"A"}', false],
  ['{"items":[]}', true],
  ['{"items":null}', true],
])('%s tells its items: %j', (json, tells) => {
  const invoice = read(json)!;
  expect(invoice.items).toEqual([]);
  expect(tellsItems(invoice)).toBe(tells);
});

test('numbers as numbers or as text, to the last digit', () => {
  const invoice = read(
    `{"leading_zeros":4,"pay_limit":"14","customer":{"coc_number":"00123",
      "customer_number":90071992547409931},"items":[{"quantity":1.50,
      "unitcost":0.12345678901234567891,"vat":"21.00"},{"quantity":1e2,"unitcost":" 50.750 ",
      "vat":"6 %"}]}`,
  );
  expect(invoice).toMatchObject({
    leading_zeros: 4,
    pay_limit: 14,
    customer: { coc_number: '00123', customer_number: '90071992547409931' },
    items: [
      { quantity: '1.5', unitcost: '0.12345678901234567891', vat: '21' },
      { quantity: '100', unitcost: '50.75', vat: '6' },
    ],
  });
});

test('what PHP writes for nothing', () => {
  const empty = {
    leading_zeros: null,
    prefix: null,
    description: null,
    template: null,
    pay_limit: null,
    pay_status: null,
    customer: null,
    items: [],
  };
  expect(read('{}')).toEqual(empty);
  expect(
    read(
      `{"leading_zeros":"","prefix":false,"description":null,"template":[],"pay_limit":"soon",
        "pay_status":{},"customer":[],"items":null}`,
    ),
  ).toEqual(empty);
  expect(read('{"customer":{},"items":{}}')).toEqual(empty);
});

test('a list of items as PHP writes it', () => {
  const quantities = (items: string) =>
    read(`{"items":${items}}`)?.items.map(({ quantity }) => quantity);
  expect(quantities('{"10":{"quantity":3},"2":{"quantity":2}}')).toEqual(['2', '3']);
  expect(quantities('{"quantity":"7"}')).toEqual(['7']);
  expect(quantities('[{"quantity":1},null,"x",{"quantity":2}]')).toEqual(['1', '2']);
});

test('members that are not documented stay, at every level', () => {
  const invoice = read(
    `{"id":7,"total":12345678901234567890,"description":{"value":"Text","format":"html"},
      "customer":{"nid":3},"items":[{"weight":"0"}]}`,
  );
  expect(invoice).toMatchObject({
    id: 7,
    total: '12345678901234567890',
    description: 'Text',
    customer: { nid: 3, city: null },
    items: [{ weight: '0', description: null, quantity: '', unitcost: '', vat: null }],
  });
});

test.each(['null', '[]', '"text"', '7'])('%s is no invoice', (json) => {
  expect(read(json)).toBeNull();
});

test.each([
  ['{"items":[{"quantity":"1","unitcost":"1,50"}]}', 'items[0].unitcost', '1,50'],
  ['{"items":[{"quantity":"1","unitcost":"1"},{"unitcost":"1"}]}', 'items[1].quantity', ''],
  ['{"items":[{"quantity":"1","unitcost":"1","vat":"high"}]}', 'items[0].vat', 'high'],
])('the amount of %s cannot be read', (json, member, text) => {
  const invoice = read(json);
  expect(invoice && findUnreadableAmount(invoice)).toEqual({ member, text });
});

test('amounts that can be read', () => {
  const invoice = read('{"items":[{"quantity":"-1","unitcost":"+.50","vat":null}]}');
  expect(invoice?.items[0]).toMatchObject({ quantity: '-1', unitcost: '0.5' });
  expect(invoice && findUnreadableAmount(invoice)).toBeNull();
});

test.each([
  ['{"invoice":{"items":[]}}', 'invoice'],
  ['{"data":{"items":[]},"status":1}', 'data'],
  ['[{"items":[]}]', 'list'],
  ['{"items":[],"data":{"x":1}}', 'none'],
  ['[{"items":[]},{"items":[]}]', 'none'],
])('what %s wraps around an invoice', (json, envelope) => {
  expect(openEnvelope(jsonValue(json)).envelope).toBe(envelope);
});

test('a message with a description is no invoice', () => {
  expect(isInvoiceLike({ error: 'x', description: 'No.' })).toBe(false);
  expect(isInvoiceLike({ prefix: '%Y', description: '' })).toBe(true);
});
