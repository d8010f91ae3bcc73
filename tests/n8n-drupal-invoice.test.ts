import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { DrupalInvoiceApi } from '../packages/n8n-nodes-invoice-relay/credentials/DrupalInvoiceApi.credentials.ts';
import { DrupalInvoice } from '../packages/n8n-nodes-invoice-relay/nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { startApp } from './support/app-process.ts';
import type { AppProcess } from './support/app-process.ts';

/** The Drupal Invoice node over HTTP, against the built sandbox. n8n itself is mocked. */

let folder: string;
let sandbox: AppProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'n8n-drupal-invoice-'));
  sandbox = await startApp({ app: 'sandbox', folder, environment: {} });
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Request {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

const credentials = (password = 'sandbox') => ({
  baseUrl: `${sandbox.url}/invoice7/`,
  username: 'sandbox',
  password,
});

/** Only the credential adds the password: anything the node's client adds is removed. */
async function authenticated({ url, headers = {}, ...request }: Request): Promise<Request> {
  const { authorization: _, ...others } = headers;
  const sent = await new DrupalInvoiceApi().authenticate(credentials(), { url, headers: others });
  return { ...request, url, headers: sent.headers as Record<string, string> };
}

async function ask({ url, ...request }: Request) {
  const response = await fetch(url, { ...request, redirect: 'manual' });
  return {
    statusCode: response.status,
    headers: {
      ...Object.fromEntries(response.headers),
      'set-cookie': response.headers.getSetCookie(),
    },
    body: Buffer.from(await response.arrayBuffer()),
  };
}

async function run(parameters: Readonly<Record<string, unknown>>) {
  const context = {
    getInputData: () => [{ json: {} }],
    getNode: () => ({ name: 'Drupal Invoice' }),
    getTimezone: () => 'UTC',
    continueOnFail: () => false,
    getCredentials: async () => credentials(),
    getNodeParameter: (name: string, _item: number, missing?: unknown) =>
      parameters[name] ?? missing,
    helpers: {
      httpRequestWithAuthentication: async (_type: string, request: Request) =>
        ask(await authenticated(request)),
      prepareBinaryData: async (file: Buffer, fileName: string, mimeType: string) => ({
        data: file.toString('latin1'),
        fileName,
        mimeType,
      }),
    },
  };
  const [items] = await new DrupalInvoice().execute.call(context as never);
  const [item] = items ?? [];
  if (item === undefined) throw new Error('nothing came out');
  return item;
}

const create = { operation: 'create', output: 'site', template: 'default', payLimit: 30 };
const item = { description: 'Sent SMS messages', quantity: 28, unitcost: '0.22', vat: 21 };

test('an invoice from its creation to its PDF', async () => {
  const created = await run({
    ...create,
    customer: { company_name: 'Awesome company', city: 'Amsterdam' },
    items: { item: [item] },
    additionalFields: { prefix: 'N-', leading_zeros: 4 },
  });
  const { id, number } = created.json as { id: string; number: string };
  expect(created.json).toMatchObject({
    number: `N-${id.padStart(4, '0')}`,
    total: '7.45',
    leading_zeros: 4,
    pay_limit: 30,
    pay_status: 'unpaid',
    items: [{ ...item, quantity: '28', vat: '21' }],
  });

  const invoice = await run({ operation: 'get', invoiceId: number, output: 'site' });
  expect(invoice.json).toEqual(created.json);

  const additionalFields = { pay_status: 'paid' };
  const paid = { operation: 'update', invoiceId: id, additionalFields, output: 'canonical' };
  expect((await run(paid)).json).toMatchObject({
    id,
    number,
    status: 'paid',
    buyer: { name: 'Awesome company' },
    totals: { taxInclusiveAmount: '7.45', payableAmount: '0.00' },
  });
  const moved = { additionalFields: {}, customer: { city: 'Utrecht' } };
  expect((await run({ ...paid, ...moved })).json).toMatchObject({
    status: 'paid',
    buyer: { name: 'Awesome company', postalAddress: { cityName: 'Utrecht' } },
    totals: { taxInclusiveAmount: '7.45' },
  });

  const { json } = await run({ operation: 'getHtml', invoiceId: id });
  expect(json['html']).toContain('Awesome company');
  const file = await run({ operation: 'getPdf', invoiceId: id, binaryPropertyName: 'data' });
  expect(file.binary?.['data']?.data).toMatch(/^%PDF-[^]*%%EOF\s*$/);
  expect(file.json['fileName']).toBe(`invoice-${number}.pdf`);
});

test('many invoices, as in the list', async () => {
  const { json } = await run({ operation: 'getAll', limit: 1, sort: { by: 'n.nid' } });
  expect(json).toMatchObject({ number: expect.any(String), total: expect.any(String) });
});

test('errors of the site say what to fix', async () => {
  const refused = run({ ...create, template: 'nosuch', items: { item: [item] } });
  await expect(refused).rejects.toMatchObject({
    message: 'Invoice 7 rejected the request',
    description: expect.stringContaining('Check that the template exists'),
  });
  const absent = run({ operation: 'get', output: 'site', invoiceId: 'N-999999' });
  await expect(absent).rejects.toMatchObject({ message: 'Invoice 7 could not find this' });
});

test('the test of the credential', async () => {
  const { drupalInvoiceApiTest } = new DrupalInvoice().methods.credentialTest;
  const context = { helpers: { request: ask } } as never;
  const resultOf = async (data: object) =>
    drupalInvoiceApiTest.call(context, { id: '1', name: 'x', type: 'x', data: { ...data } });
  expect(await resultOf(credentials())).toEqual({
    status: 'OK',
    message: 'Connection successful!',
  });
  expect(await resultOf(credentials('wrong'))).toMatchObject({
    status: 'Error',
    message: expect.stringContaining('does not accept the user name and password'),
  });
});
