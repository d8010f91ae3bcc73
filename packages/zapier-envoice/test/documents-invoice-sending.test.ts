import { expect, test } from 'vitest';

import { invoiceSample } from '../src/records/samples.ts';
import { createInvoice, known, sharedAccount } from './support/account.ts';

const account = sharedAccount();

const create = (input?: object) => createInvoice(account, input);
const bodies = (operation: string) => account.proxy.bodiesOf(operation);

test('changes the status of an invoice', async () => {
  const { id } = await create();
  const changed = await account.tester.create('change_invoice_status', {
    invoice_id: id,
    status: 'Paid',
  });
  expect(bodies('invoice/changestatus')).toEqual([{ Id: Number(id), Status: 'Paid' }]);
  expect(changed).toMatchObject({ id, status: 'paid', amount_due: '0.00' });
  expect(Object.keys(changed).toSorted()).toEqual(Object.keys(invoiceSample).toSorted());
});

test('a status change that is not allowed halts the Zap and says why', async () => {
  const { id } = await create();
  await account.tester.create('change_invoice_status', { invoice_id: id, status: 'Void' });
  const change = account.tester.create('change_invoice_status', {
    invoice_id: id,
    status: 'Paid',
  });
  await expect(change).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('is Void and cannot become Paid'),
  });
});

test('a status change that Envoice does not make halts the Zap', async () => {
  const { id } = await create();
  account.proxy.answer('invoice/changestatus', { status: 200, body: false });
  const change = account.tester.create('change_invoice_status', { invoice_id: id, status: 'Paid' });
  await expect(change).rejects.toMatchObject({ name: 'HaltedError' });
});

test('sends an invoice to its client with the email as filled in', async () => {
  const { id } = await create();
  const sent = await account.tester.create('send_invoice_to_client', {
    invoice_id: id,
    subject: 'Your invoice',
    message: 'Here it is.',
    attach_pdf: true,
    send_copy_to_self: 'false',
  });
  expect(bodies('invoice/sendtoclient')).toEqual([
    {
      InvoiceId: Number(id),
      Subject: 'Your invoice',
      Message: 'Here it is.',
      AttachPdf: true,
      SendToSelf: false,
    },
  ]);
  expect(sent).toMatchObject({ id, sent: true, status: 'unpaid', link: expect.any(String) });
  expect(Object.keys(sent).toSorted()).toEqual([...Object.keys(invoiceSample), 'sent'].toSorted());
});

test('succeeds if a sent invoice cannot be read again', async () => {
  const { id, number } = await create();
  account.proxy.answer('invoice/uri', { status: 500, body: {} });
  const sent = account.tester.create('send_invoice_to_client', { invoice_id: id });
  await expect(sent).resolves.toMatchObject({ id, number, sent: true });
});

test('a client without an email address halts the Zap before anything is sent', async () => {
  const { id } = await create();
  const details = await account.envoice(`invoice/details?id=${id}`);
  account.proxy.answer('invoice/details', {
    status: 200,
    body: { ...details, Client: { Id: known.client, Name: 'Bob Smith', Email: ' ' } },
  });
  const send = account.tester.create('send_invoice_to_client', { invoice_id: id });
  await expect(send).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('Bob Smith has no email address'),
  });
  expect(bodies('invoice/sendtoclient')).toEqual([]);
});

test('an invoice that Envoice does not send halts the Zap and says why', async () => {
  const { id } = await create();
  await account.tester.create('change_invoice_status', { invoice_id: id, status: 'Void' });
  const send = account.tester.create('send_invoice_to_client', { invoice_id: id });
  await expect(send).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('is void: it cannot be changed or sent any more'),
  });
});

test('an additional address is enough', async () => {
  const { id } = await create();
  const details = await account.envoice(`invoice/details?id=${id}`);
  const Client = { Id: 1, Name: 'Bob', AdditionalEmails: [{ Email: 'bob@bob.example' }] };
  account.proxy.answer('invoice/details', { status: 200, body: { ...details, Client } });
  const send = account.tester.create('send_invoice_to_client', { invoice_id: id });
  await expect(send).resolves.toMatchObject({ sent: true });
});

test('sends an invoice to the accountant', async () => {
  const { id } = await create();
  const sent = await account.tester.create('send_invoice_to_accountant', { invoice_id: id });
  expect(bodies('invoice/sendtoaccountant')).toEqual([{ Id: Number(id) }]);
  expect(sent).toMatchObject({ id, sent: true, link: expect.any(String) });
  expect(Object.keys(sent).toSorted()).toEqual([...Object.keys(invoiceSample), 'sent'].toSorted());
});

test.each([
  ['update_invoice', { notes: 'A note' }],
  ['change_invoice_status', { status: 'Paid' }],
  ['send_invoice_to_client', {}],
  ['send_invoice_to_accountant', {}],
])('%s says that an invoice does not exist or is missing', async (key, input) => {
  const step = (invoice_id: unknown) => account.tester.create(key, { invoice_id, ...input });
  await expect(step(999_999)).rejects.toThrow(/did not find it .* Check the id/);
  await expect(step('')).rejects.toThrow('Invoice: this is empty');
  await expect(step('INV-1')).rejects.toThrow(
    'Invoice: Envoice has nothing with the number “INV-1”',
  );
});
