import { expect, test } from 'vitest';

import { estimateSample, invoiceSample } from '../src/records/samples.ts';
import { known, sharedAccount } from './support/account.ts';

const account = sharedAccount();

const create = (input: object = {}) =>
  account.tester.create('create_estimate', {
    client_id: known.client,
    currency_id: 'EUR',
    line_items: [{ description: 'Logo', unit_price: '100.05' }],
    ...input,
  });
const bodies = (operation: string) => account.proxy.bodiesOf(operation);

test('sends an estimate as filled in and returns it in full', async () => {
  const made = await create({
    line_items: [{ description: 'Logo', unit_price: '100.05', quantity: '3', tax_id: known.tax }],
    status: 'Draft',
    issue_date: '2026-11-20',
    expiry_date: '2026-12-20T10:00:00+01:00',
    number: 'E-1',
    notes: '',
    payment_gateways: ['stripe'],
  });
  expect(bodies('estimation/new')).toEqual([
    {
      ClientId: known.client,
      CurrencyId: known.euro,
      Items: [
        {
          Description: 'Logo',
          Quantity: 3,
          Cost: 100.05,
          TaxId: known.tax,
          TaxPercentage: known.taxPercentage,
        },
      ],
      Status: 'Draft',
      IssuedOn: '2026-11-20T00:00:00Z',
      ExpiresOn: '2026-12-20T00:00:00Z',
      Number: 'E-1',
      PaymentGateways: [{ Name: 'stripe' }],
    },
  ]);
  expect(made).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    number: 'E-1',
    link: expect.stringContaining(`/estimation/${made.id}`),
    expiry_date: '2026-12-20',
    total: '360.18',
  });
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(estimateSample).toSorted());
});

test.each([
  [{ line_items: [{}] }, 'Line Items: there are none, so nothing would be charged'],
  [{ client_id: null }, 'Client: this is empty'],
  [{ line_items: [{ unit_price: 'much' }] }, 'Line Items 1 → Unit Price: “much” is not a number'],
  [{ expiry_date: '2026-02-30' }, 'Expires On: “2026-02-30” is not a date'],
])('rejects %j without sending anything', async (input, message) => {
  await expect(create(input)).rejects.toThrow(message);
  expect(bodies('estimation/new')).toEqual([]);
});

test('succeeds if a new estimate cannot be read again', async () => {
  account.proxy.answer('estimation/details', { status: 500, body: {} });
  const made = await create({ number: 'E-500' });
  expect(made).toMatchObject({ id: expect.stringMatching(/^\d+$/), number: 'E-500', link: null });
});

test('sends an estimate to its client', async () => {
  const { id } = await create();
  const sent = await account.tester.create('send_estimate', {
    estimate_id: id,
    message: 'Here it is.',
    attach_pdf: 'true',
  });
  expect(bodies('estimation/sendtoclient')).toEqual([
    { EstimationId: Number(id), Message: 'Here it is.', AttachPdf: true },
  ]);
  expect(sent).toMatchObject({ id, sent: true, link: expect.any(String) });
  expect(Object.keys(sent).toSorted()).toEqual([...Object.keys(estimateSample), 'sent'].toSorted());
});

test('a client without an email address halts the Zap before anything is sent', async () => {
  const { id } = await create();
  const details = await account.envoice(`estimation/details?id=${id}`);
  const Client = { Id: known.client, Name: 'Bob Smith' };
  account.proxy.answer('estimation/details', { status: 200, body: { ...details, Client } });
  const send = account.tester.create('send_estimate', { estimate_id: id });
  await expect(send).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('Bob Smith has no email address'),
  });
  expect(bodies('estimation/sendtoclient')).toEqual([]);
});

test('succeeds if a sent estimate cannot be read again', async () => {
  const { id, number } = await create();
  account.proxy.answer('estimation/uri', { status: 500, body: {} });
  const send = account.tester.create('send_estimate', { estimate_id: id });
  await expect(send).resolves.toMatchObject({ id, number, sent: true });
});

test('converts an estimate and returns the invoice', async () => {
  const { id } = await create();
  const invoice = await account.tester.create('convert_estimate', { estimate_id: id });
  expect(bodies('estimation/convert')).toEqual([Number(id)]);
  expect(invoice).toMatchObject({
    id: expect.not.stringMatching(`^${id}$`),
    number: expect.stringMatching(/^INV/),
    link: expect.stringContaining(`/invoice/${invoice.id}`),
    total: '100.05',
  });
  expect(Object.keys(invoice).toSorted()).toEqual(Object.keys(invoiceSample).toSorted());
});

test('an already converted estimate halts the Zap', async () => {
  const { id } = await create();
  await account.tester.create('convert_estimate', { estimate_id: id });
  const again = account.tester.create('convert_estimate', { estimate_id: id });
  await expect(again).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringMatching(/^Envoice rejected this: .* is invoice \d+ already/),
  });
});

test('an estimate that was rejected halts the Zap', async () => {
  const { id } = await create({ status: 'Rejected' });
  const convert = account.tester.create('convert_estimate', { estimate_id: id });
  await expect(convert).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('was rejected'),
  });
});

test('a rejection without a reason is an error', async () => {
  const { id } = await create();
  account.proxy.answer('estimation/convert', { status: 200, body: { IsFaulted: true } });
  const convert = account.tester.create('convert_estimate', { estimate_id: id });
  await expect(convert).rejects.toMatchObject({
    name: 'AppError',
    message: expect.stringContaining('gives no reason'),
  });
});

test('succeeds if the invoice of an estimate cannot be read again', async () => {
  const { id } = await create();
  account.proxy.answer('invoice/uri', { status: 500, body: {} });
  const invoice = await account.tester.create('convert_estimate', { estimate_id: id });
  expect(invoice).toMatchObject({ number: expect.stringMatching(/^INV/), link: null });
});

test.each(['send_estimate', 'convert_estimate'])(
  '%s says that an estimate does not exist or is missing',
  async (key) => {
    const step = (estimate_id: unknown) => account.tester.create(key, { estimate_id });
    await expect(step(999_999)).rejects.toThrow(/did not find it .* Check the id/);
    await expect(step('')).rejects.toThrow('Estimate: this is empty');
    await expect(step('EST-1')).rejects.toThrow(
      'Estimate: Envoice has nothing with the number “EST-1”',
    );
  },
);
