import { expect, test } from 'vitest';

import { readDrupalInvoice } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import { canonicalInvoice, savedInvoice } from './canonical.ts';
import { invoiceLink } from './link.ts';
import { readSiteFacts } from './site-facts.ts';

test('what people say about a site', () => {
  const read = (currency: string, timeZone: string) =>
    readSiteFacts({ currency, timeZone, otherwise: 'UTC' });
  expect(read(' eur ', ' Europe/Amsterdam ')).toEqual({
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
  });
  expect(read('', '')).toEqual({ currency: null, timeZone: 'UTC' });
  expect(() => read('euro', '')).toThrow('Currency: this is no currency');
  expect(() => read('', 'Amsterdam')).toThrow('Time Zone: this is no time zone');
});

test.each([
  ['https://example.com/shop/', '7', 'https://example.com/shop/invoice/api/invoice.html/7'],
  [' https://example.com/invoice/api ', '7', 'https://example.com/invoice/api/invoice.html/7'],
  ['https://example.com', 'A 7?', 'https://example.com/invoice/api/invoice.html/A%207%3F'],
  ['https://example.com', null, null],
  ['https://example.com', '..', null],
  ['https://me:secret@example.com', '7', null],
])('the link to invoice %s%s is %s', (baseUrl, id, link) => {
  expect(invoiceLink({ baseUrl, id })).toBe(link);
});

const facts = { currency: 'EUR', timeZone: 'UTC' };
const read = (members: object) => readDrupalInvoice({ ...members } as never) as DrupalInvoice;

test.each([
  [{ prefix: 'A', leading_zeros: '4' }, '7', '7', 'A0007'],
  // Of a number, another number would be made.
  [{ prefix: 'A', leading_zeros: '4' }, '20260007', '20260007', null],
  [{ id: '7', prefix: 'A', leading_zeros: '4' }, '20260007', '7', 'A0007'],
  [{ number: 'B-1' }, 'B-1', 'B-1', 'B-1'],
])('%j, asked for with %s, is %s with the number %s', (members, asked, id, number) => {
  const invoice = read(members);
  expect(canonicalInvoice({ invoice, id: asked, facts })).toMatchObject({ id, number });
});

test('amounts that cannot be read are an error, but not in what was saved', () => {
  const invoice = read({ items: [{ quantity: '1', unitcost: '1,50' }] });
  expect(() => canonicalInvoice({ invoice, id: '7', facts })).toThrow(/unitcost/);
  expect(savedInvoice({ invoice, id: '7', facts })).toBeNull();
  expect(savedInvoice({ invoice: read({ id: 7 }), id: '', facts })).toMatchObject({ id: '7' });
});
