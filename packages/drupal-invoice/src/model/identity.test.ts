import { expect, test } from 'vitest';

import { documentCreated } from './created.ts';
import { documentId, documentNumber, isPaid } from './identity.ts';
import type { DrupalInvoice } from './invoice.ts';
import { readDrupalInvoice } from './read-invoice.ts';

const invoiceOf = (members: DrupalInvoice | Record<string, string | number | null>) =>
  readDrupalInvoice(members) as DrupalInvoice;

test.each([
  [{ id: 7 }, '7'],
  [{ iid: '7' }, '7'],
  [{ invoice_id: ' 7 ' }, '7'],
  [{ id: 0, iid: 8 }, '8'],
  [{ id: '', invoice_id: 9 }, '9'],
  [{ id: '../etc' }, null],
  [{ nid: 7 }, null],
  [{}, null],
])('the id that %j tells is %j', (members, id) => {
  expect(documentId(invoiceOf(members))).toBe(id);
});

test.each([
  [{ number: '20260007' }, '20260007'],
  [{ invoice_number: 7 }, '7'],
  [{ invoice_number: 7, formatted_invoice_number: 'F/2026 007' }, 'F/2026 007'],
  [{ number: '', invoice_number: null }, null],
])('the number that %j tells is %j', (members, number) => {
  expect(documentNumber(invoiceOf(members))).toBe(number);
});

test.each([
  ['paid', true],
  [' Paid\n', true],
  ['unpaid', false],
  ['', false],
  [null, false],
])('is %j paid', (pay_status, paid) => {
  expect(isPaid({ pay_status })).toBe(paid);
});

test.each([
  [{ created: 1_767_225_600 }, '2026-01-01T00:00:00.000Z'],
  [{ created: '1767225600' }, '2026-01-01T00:00:00.000Z'],
  [{ created: 1_767_225_600_500 }, '2026-01-01T00:00:00.500Z'],
  [{ created: 0, date: '2026-01-01T10:00:00Z' }, '2026-01-01T10:00:00.000Z'],
  [{ date: '2026-01-01T10:00:00+02:00' }, '2026-01-01T08:00:00.000Z'],
  [{ date: '2026-01-01 10:00:00.25 -0130' }, '2026-01-01T11:30:00.250Z'],
  [{ invoice_date: '2026-01-01 10:00' }, '2026-01-01T10:00:00.000Z'],
  [{ invoice_date: '2026-01-01' }, '2026-01-01T12:00:00.000Z'],
])('%j was made at %s', (members, expected) => {
  const created = documentCreated(invoiceOf(members));
  expect(created === null ? null : new Date(created).toISOString()).toBe(expected);
});

test.each([
  {},
  { created: '0000-00-00 00:00:00' },
  { date: '2026-02-30' },
  { date: 'yesterday' },
  { created: -5 },
])('%j does not say when it was made', (members) => {
  expect(documentCreated(invoiceOf(members as Record<string, string | number>))).toBeNull();
});

test.each([
  ['2026-01-01', 'Pacific/Auckland', '2025-12-31T23:00:00.000Z'],
  ['2026-01-01', 'America/Los_Angeles', '2026-01-01T20:00:00.000Z'],
  ['2026-07-01 00:30:00', 'Europe/Amsterdam', '2026-06-30T22:30:00.000Z'],
  // Just before and just after the clocks go on an hour.
  ['2026-03-29 01:30', 'Europe/Amsterdam', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29 03:30', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
  ['2026-01-01T00:00:00Z', 'Europe/Amsterdam', '2026-01-01T00:00:00.000Z'],
])('%s in %s', (date, timeZone, expected) => {
  const created = documentCreated(invoiceOf({ date }), { timeZone });
  expect(new Date(created ?? 0).toISOString()).toBe(expected);
});
