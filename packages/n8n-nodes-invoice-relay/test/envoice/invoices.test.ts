import { afterAll, beforeAll, expect, test } from 'vitest';

import { byId, line, openAccount } from './support/account.mts';
import type { Account } from './support/account.mts';
import { runEnvoice } from './support/n8n.mts';

let account: Account;

beforeAll(async () => {
  account = await openAccount();
});

afterAll(async () => {
  await account[Symbol.asyncDispose]();
});

test('the PDF of an invoice is a file of the item', async () => {
  const { Id } = await account.newInvoice();
  const [item] = await runEnvoice({
    baseUrl: account.sandbox.baseUrl,
    items: [
      {
        resource: 'invoice',
        operation: 'downloadPdf',
        invoiceId: byId(Id),
        options: { fileName: 'invoice of today' },
      },
    ],
  });
  const { data, fileName, mimeType } = item!.binary!['data']!;
  expect({ fileName, mimeType }).toEqual({
    fileName: 'invoice of today.pdf',
    mimeType: 'application/pdf',
  });
  expect(Buffer.from(data, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  expect(item!.json).toEqual({ Id, fileName: 'invoice of today.pdf' });
});

test.each([
  ['../../etc/menu', 'menu.pdf'],
  ['C:\\temp\\menu.PDF', 'menu.PDF'],
  ['/srv/', /^[^/\\]+\.pdf$/],
  ['..', /^[^/\\]+\.pdf$/],
])('the file name %j is no path', async (fileName, name) => {
  const { Id } = await account.newInvoice();
  const invoiceId = byId(Id);
  const pdf = await account.run('invoice', 'downloadPdf', { invoiceId, options: { fileName } });
  expect(pdf.fileName).toEqual(typeof name === 'string' ? name : expect.stringMatching(name));
  expect(pdf.fileName).not.toMatch(/^\.+pdf$/);
});

test('a line of JSON without a quantity is one of it; without lines there is no invoice', async () => {
  const itemsJson = '[{"Cost": 12.30}]';
  const invoice = await account.newInvoice({ items: {}, additionalFields: { itemsJson } });
  expect(invoice.Items).toMatchObject([{ Cost: 12.3, Quantity: 1 }]);
  await expect(account.newInvoice({ items: {} })).rejects.toThrow(
    'Line Items: there are none, so nothing would be charged',
  );
});

/** What a change of the lines changes too. */
const moved = new Set([
  'Items',
  'Activities',
  'Notes',
  'SubTotalAmount',
  'TaxAmount',
  'TotalAmount',
]);

test('an update of an invoice keeps all that it does not name', async () => {
  const category = await account.run('invoiceCategory', 'create', { name: 'Printing' });
  const before = await account.newInvoice({
    additionalFields: {
      poNumber: 'PO-7731',
      terms: 'Payable within 14 days.',
      notes: 'Thank you',
      shouldSendReminders: true,
      invoiceCategoryId: byId(category.Id),
      paymentGateways: ['paypal'],
      attachments: {
        values: [
          { link: 'https://example.com/menu.pdf', originalFileName: 'menu.pdf', size: '20480' },
        ],
      },
      recurringProfile: {
        values: { title: 'Monthly', recurrancePattern: 'Monthly', startOfRecurrance: '2026-12-01' },
      },
    },
  });
  const after = await account.run('invoice', 'update', {
    invoiceId: byId(before.Id),
    simplify: false,
    updateFields: {
      notes: '',
      items: {
        values: [
          { id: String(before.Items[0].Id), cost: 90 },
          { ...line, cost: '10' },
        ],
      },
    },
  });
  const [first] = before.Items;
  const lasting = Object.entries(before).filter(([member]) => !moved.has(member));
  expect(after).toMatchObject({ ...Object.fromEntries(lasting), Notes: '' });
  expect(after.Items).toMatchObject([
    { Id: first.Id, Description: 'Design', Quantity: 1.5, Cost: 90, TaxId: 311 },
    { Description: 'Design', Cost: 10 },
  ]);

  const replaced = await account.run('invoice', 'update', {
    invoiceId: byId(before.Id),
    simplify: false,
    updateFields: { listMode: 'replace', items: { values: [{ ...line, cost: '7' }] } },
  });
  expect(replaced.Items).toMatchObject([{ Cost: 7 }]);
});
