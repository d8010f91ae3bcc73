import { afterAll, beforeAll, expect, test } from 'vitest';

import { byId, euro, fromList, line, openAccount } from './support/account.mts';
import type { Account, Json } from './support/account.mts';
import { runEnvoice } from './support/n8n.mts';
import type { Parameters } from './support/n8n.mts';

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
  ['../../etc/menu', /^menu\.pdf$/],
  ['C:\\temp\\menu.PDF', /^menu\.PDF$/],
  ['/srv/', /^[^/\\]+\.pdf$/],
  ['..', /^[^/\\]+\.pdf$/],
])('the file name %j is no path', async (fileName, name) => {
  const { Id } = await account.newInvoice();
  const invoiceId = byId(Id);
  const pdf = await account.run('invoice', 'downloadPdf', { invoiceId, options: { fileName } });
  expect(pdf.fileName).toMatch(name);
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

/** Members that change when the lines do. */
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

test('an invoice is found by its printed number, as a number or in place of an id', async () => {
  const { Id, Number: number } = await account.newInvoice();
  const get = async (invoiceId: unknown) => (await account.run('invoice', 'get', { invoiceId })).Id;
  expect(await get({ __rl: true, mode: 'number', value: ` ${number.toLowerCase()} ` })).toBe(Id);
  expect(await get(byId(number))).toBe(Id);
  expect(await get(byId(Id))).toBe(Id);
  // Digits in place of an id are treated as an id; in number mode they are a printed number.
  await expect(get({ __rl: true, mode: 'number', value: String(Id) })).rejects.toThrow(
    `Invoice: Envoice has nothing with the number “${Id}”`,
  );
  const cloned = await account.newInvoice({
    items: {},
    additionalFields: { clonedFromId: byId(number) },
  });
  expect(cloned.ClonedFromId).toBe(Id);
});

test('Get Many gives what fits all filters, and reads on until there are enough', async () => {
  const other = await account.run('client', 'create', { name: 'Filtered Ltd' });
  const own = { clientId: byId(other.Id) };
  // Due in the month after, so that no day is that of another filter.
  const issued = (issuedOn: string) => ({
    additionalFields: { issuedOn, duedate: issuedOn.replace('-01-', '-02-') },
  });
  const [first, second, third] = [
    await account.newInvoice({ ...own, ...issued('2031-01-01') }),
    await account.newInvoice({ ...own, ...issued('2031-01-02') }),
    await account.newInvoice({ ...own, ...issued('2031-01-03') }),
  ];
  await account.run('invoice', 'changeStatus', { invoiceId: byId(second.Id), status: 'Paid' });
  const found = async (filters: object, more: object = { returnAll: true }) =>
    (await account.runMany('invoice', 'getAll', { ...more, filters }))
      .map((invoice) => invoice.Id)
      .toSorted((one, two) => one - two);
  expect(await found(own)).toEqual([first.Id, second.Id, third.Id]);
  expect(await found({ ...own, status: ['Paid'] })).toEqual([second.Id]);
  expect(await found({ ...own, status: [] })).toHaveLength(3);
  expect(await found({ issuedFrom: '2031-01-02', issuedTo: '2031-01-02' })).toEqual([second.Id]);
  expect(await found({ searchText: `filtered ${third.Number}` })).toEqual([third.Id]);
  expect(await found({ ...own, dueFrom: '2031-02-02', dueTo: '2031-02-02' })).toEqual([second.Id]);
  expect(await found(own, { returnAll: false, limit: 2 })).toHaveLength(2);
  await expect(found({ issuedFrom: 'soon' })).rejects.toThrow('Issued From: “soon” is not a date');
});

test('version 2 takes line items one by one or as JSON, in an update too', async () => {
  const run = async (operation: string, parameters: Parameters) => {
    const [item] = await runEnvoice({
      baseUrl: account.sandbox.baseUrl,
      typeVersion: 2,
      items: [{ resource: 'invoice', operation, simplify: false, ...parameters }],
    });
    return item!.json as Json;
  };
  const head = { clientId: fromList(2185), currencyId: euro };
  const oneByOne = await run('create', { ...head, items: { values: [line] } });
  expect(oneByOne.Items).toMatchObject([{ Cost: 85.1, Quantity: 1.5 }]);
  const byJson = await run('create', {
    ...head,
    itemsInput: 'json',
    items: { values: [line] },
    itemsJson: '[{"Description": "Binding", "Cost": 12.30}]',
  });
  expect(byJson.Items).toMatchObject([{ Description: 'Binding', Cost: 12.3, Quantity: 1 }]);
  const invoiceId = byId(byJson.Id);
  const changed = await run('update', {
    invoiceId,
    itemsInput: 'json',
    itemsJson: JSON.stringify([{ Id: byJson.Items[0].Id, Cost: 7 }]),
  });
  expect(changed.Items).toMatchObject([{ Description: 'Binding', Cost: 7 }]);
  const added = await run('update', { invoiceId, items: { values: [{ ...line, cost: '1' }] } });
  expect(added.Items).toMatchObject([{ Cost: 7 }, { Cost: 1 }]);
  // Members that are not given stay as they are.
  const noted = await run('update', { invoiceId, updateFields: { notes: 'Thank you' } });
  expect(noted.Items).toHaveLength(2);
});
