import { expect, test } from 'vitest';

import { answerInvoice } from '../../test/support/answers.ts';
import { createTestClient, failureOf } from '../../test/support/client.ts';
import { invoiceOf } from '../../test/support/fixtures.ts';
import { canonicalInvoice, savedInvoice } from './canonical.ts';
import { findInvoiceId, requireInvoiceId } from './find-id.ts';
import { invoiceLink } from './link.ts';
import { readSiteFacts } from './site-facts.ts';

test('reads what the user configured about a site', () => {
  const read = (currency: string, timeZone: string) =>
    readSiteFacts({ currency, timeZone, otherwise: 'UTC' });
  expect(read(' eur ', ' Europe/Amsterdam ')).toEqual({
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
  });
  expect(read('', '')).toEqual({ currency: null, timeZone: 'UTC' });
  expect(() => read('euro', '')).toThrow('Currency: this is not a currency');
  expect(() => read('', 'Amsterdam')).toThrow('Time Zone: this is not a time zone');
});

test.each([
  ['https://example.com/shop/', '7', 'https://example.com/shop/invoice/api/invoice.html/7'],
  [' https://example.com/invoice/api ', '7', 'https://example.com/invoice/api/invoice.html/7'],
  ['https://example.com/?q=', 7, 'https://example.com/?q=invoice/api/invoice.html/7'],
  ['https://example.com', 'A7', null],
  ['https://example.com', null, null],
  ['https://example.com', '..', null],
  ['https://me:secret@example.com', '7', null],
])('the link to invoice %s%s is %s', (baseUrl, id, link) => {
  expect(invoiceLink({ baseUrl, id })).toBe(link);
});

const facts = { currency: 'EUR', timeZone: 'UTC' };

test('an invoice has the configured currency', () => {
  const invoice = answerInvoice('get-letter-prefix-number-is-0');
  expect(canonicalInvoice({ invoice, facts })).toMatchObject({
    id: '6',
    number: 'A20260006',
    currency: 'EUR',
  });
});

test('unreadable amounts are an error, but not in a saved invoice', () => {
  const invoice = invoiceOf({ items: [{ quantity: '1', unitcost: '1,50' }] });
  expect(() => canonicalInvoice({ invoice, facts })).toThrow(/unitcost/);
  expect(savedInvoice({ invoice, facts })).toBeNull();
  expect(savedInvoice({ invoice: invoiceOf({}), facts })).toMatchObject({ id: '7' });
});

test('finds an invoice by its printed or its bare number, or not at all', async () => {
  const client = createTestClient();
  client.site.add({ prefix: 'A%Y' });
  const find = (idOrNumber: string) => findInvoiceId({ client, idOrNumber });
  expect(await find('A20260001')).toBe(1);
  expect(await find(' 1 ')).toBe(1);
  expect(await find('20260001')).toBeNull();
  await expect(find(' ')).rejects.toThrow('Invoice Number or ID: this is empty');
  const error = await failureOf(requireInvoiceId({ client, idOrNumber: 'A20260099' }));
  expect(error).toMatchObject({ reason: 'invoice_not_found', code: 'vendor_not_found' });
  expect(error.message).toContain('no invoice "A20260099"');
});
