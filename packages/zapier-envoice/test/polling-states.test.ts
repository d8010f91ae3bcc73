import type { Json } from '@invoice-relay/zapier-kit/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Trigger } from 'zapier-platform-core';

import app from '../src/index.ts';
import { createInvoice, sharedAccount } from './support/account.ts';
import { differencesIn } from './support/shape.ts';

const account = sharedAccount();

const poll = (key: string, inputData: object = {}, meta: object = {}): Promise<readonly Json[]> =>
  account.tester.trigger(key, { inputData, meta });
const idsOf = (records: readonly Json[]) => records.map(({ id }) => id);
const sampleOf = (key: string) =>
  (app.triggers as Readonly<Record<string, Trigger>>)[key]!.operation.sample;

test('a new invoice starts a Zap with a status once it has it', async () => {
  const { id } = await createInvoice(account, { status: 'Draft' });
  expect(idsOf(await poll('new_invoice'))).toContain(id);
  expect(idsOf(await poll('new_invoice', { status: ['Unpaid', 'overdue'] }))).not.toContain(id);
  await account.tester.create('change_invoice_status', { invoice_id: id, status: 'Unpaid' });
  expect(idsOf(await poll('new_invoice', { status: ['Unpaid', ' ', 'overdue'] }))).toContain(id);
  expect(idsOf(await poll('new_invoice', { status: 'Unpaid' }))).toContain(id);
  await expect(poll('new_invoice', { status: ['Lost'] })).rejects.toThrow(
    /“Lost” is not one of the choices/,
  );
});

test('an old invoice that is paid starts a Zap, without a relay', async () => {
  const { id } = await createInvoice(account, { status: 'Unpaid' });
  expect(idsOf(await poll('new_paid_invoice'))).not.toContain(id);
  // Many come after it, more than the newest 100.
  await account.sandbox.control('POST', 'burst', { count: 1000 });
  await account.tester.create('change_invoice_status', { invoice_id: id, status: 'Paid' });
  account.proxy.reset();
  const paid = await poll('new_paid_invoice');
  expect(idsOf(paid)).toContain(id);
  expect(paid.every(({ status }) => status === 'paid')).toBe(true);
  expect(new Set(idsOf(paid)).size).toBe(paid.length);
  expect(differencesIn(paid[0], sampleOf('new_paid_invoice'))).toEqual([]);
  // By the list alone, in a few requests.
  expect(account.proxy.seen.length).toBeLessThanOrEqual(8);
});

test('payments are found where they stand, in the newest invoices that have some', async () => {
  await account.sandbox.control('POST', 'month');
  const payments = await poll('new_payment');
  expect(payments.length).toBeGreaterThan(0);
  const [first] = payments;
  const [invoice] = await account.tester.search('find_invoice', { invoice_id: first.invoice_id });
  expect(invoice.invoice.payments).toContainEqual({
    id: first.id,
    paidAmount: first.amount,
    currency: first.currency,
    paidDate: first.paid_date,
    paymentMeans: first.payment_method,
    instructionId: first.payment_reference,
    note: first.payment_note,
  });
  expect(first).toMatchObject({ number: invoice.number, total: invoice.total });
  expect(differencesIn(first, sampleOf('new_payment'))).toEqual([]);
  const ids = idsOf(payments).map(Number);
  expect(ids).toEqual(ids.toSorted((one, other) => other - one));
  expect(await poll('new_payment', {}, { isLoadingSample: true })).toHaveLength(3);
});

test('an invoice is overdue by days in the time zone of the Zap, once for each due date', async () => {
  // In Auckland, it is the next day already.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T12:30:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const day = (offset: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland', dateStyle: 'short' }).format(
      Date.now() + offset * 86_400_000,
    );
  const meta = { timezone: 'Pacific/Auckland' };
  const make = async (dueIn: number, status = 'Unpaid') => {
    const { id } = await createInvoice(account, { status, due_date: day(dueIn) });
    return id as string;
  };
  const [week, yesterday, today, draft] = [
    await make(-7),
    await make(-1),
    await make(0),
    await make(-7, 'Draft'),
  ];
  const overdueBy = async (days: unknown) =>
    (await poll('invoice_overdue_by_days', { days }, meta)).filter(({ invoice_id: id }) =>
      [week, yesterday, today, draft].includes(id),
    );
  const late = await overdueBy('7');
  expect(late).toMatchObject([
    { id: `${week}-${day(-7)}`, invoice_id: week, days_overdue: 7, due_date: day(-7) },
  ]);
  expect(differencesIn(late[0], sampleOf('invoice_overdue_by_days'))).toEqual([]);
  expect(await overdueBy(8)).toEqual([]);
  const invoiceIds = async (days: number) =>
    (await overdueBy(days)).map(({ invoice_id: id }) => id).toSorted();
  expect(await invoiceIds(1)).toEqual([week, yesterday].toSorted());
  expect(await invoiceIds(0)).toEqual([week, yesterday, today].toSorted());

  await account.tester.create('change_invoice_status', { invoice_id: week, status: 'Paid' });
  expect(await overdueBy(7)).toEqual([]);
  await expect(overdueBy('-1')).rejects.toThrow(/Days Overdue: -1 is before the due date/);
  await expect(overdueBy('7 14')).rejects.toThrow(/“7 14” is not one number but 2/);
});
