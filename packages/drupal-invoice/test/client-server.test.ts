import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Transport } from '@invoice-relay/core/source';
import { afterEach, expect, test } from 'vitest';

import { createDrupalInvoiceClient } from '../src/client/index.ts';
import { failureOf, secrets } from './support/client.ts';
import { sample, sampleText } from './support/sample.ts';

/*
 * Over a true connection, with `fetch` as the transport, against a site in a sub-path that asks for
 * HTTP Basic.
 */

const pdf = Uint8Array.from([...new TextEncoder().encode('%PDF-1.7\n'), 0, 255, 128, 10]);
const warning = '<br />\n<b>Notice</b>:  x in <b>/a.module</b> on line <b>1</b><br />\n';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const fetchTransport: Transport = async ({ url, method, headers, body, signal }) => {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    ...(headers ? { headers: { ...headers } } : {}),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : body.slice() }),
    ...(signal ? { signal } : {}),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};

async function startSite(): Promise<string> {
  const invoices = new Map([['7', sampleText]]);
  const answer = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const credentials = Buffer.from(`${secrets.username}:${secrets.password}`).toString('base64');
    if (request.headers.authorization !== `Basic ${credentials}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="Shop"' }).end('<html>No</html>');
      return;
    }
    const [, format, id] =
      /^\/shop\/invoice\/api\/invoice\.(json|html|pdf)(?:\/([^/]+))?$/.exec(request.url ?? '') ??
      [];
    const { method } = request;
    if (method === 'POST' && format === 'json' && id === undefined) {
      invoices.set('8', body);
      response.writeHead(201, { 'content-type': 'text/html' }).end(`${warning}{"id":"8"}`);
      return;
    }
    const invoice = invoices.get(id ?? '');
    if (invoice === undefined) {
      response.writeHead(404, { 'x-generator': 'Drupal 7' }).end('<html>Page not found</html>');
    } else if (method === 'PUT') {
      const changed = { ...(JSON.parse(invoice) as object), ...(JSON.parse(body) as object) };
      invoices.set(String(id), JSON.stringify(changed));
      response.end(JSON.stringify(changed));
    } else if (format === 'json') {
      const etag = `"${invoice.length}"`;
      const isSame = request.headers['if-none-match'] === etag;
      response.writeHead(isSame ? 304 : 200, { 'content-type': 'text/html', etag });
      response.end(isSame ? undefined : `${warning}${invoice}`);
    } else if (format === 'html') {
      response.end(`<html>Invoice ${id}</html>`);
    } else {
      response.writeHead(200, { 'content-disposition': 'inline; filename="20260007.pdf"' });
      response.end(pdf);
    }
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString('utf8')));
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const createClient = (baseUrl: string, password: string = secrets.password) =>
  createDrupalInvoiceClient({
    credentials: { baseUrl, auth: { kind: 'basic', username: secrets.username, password } },
    transport: fetchTransport,
    now: Date.now,
    random: Math.random,
    sleep: () => Promise.resolve(),
    maxAttempts: 1,
  });

test('every operation', async () => {
  const origin = await startSite();
  // As people paste it.
  const { invoices, test: testing } = createClient(`${origin}/shop/invoice/api/invoice.json/7`);

  expect(await testing()).toEqual({ invoiceFound: false });
  const invoice = await invoices.get({ id: 7 });
  expect(invoice).toMatchObject({
    prefix: '%Y',
    items: [{ unitcost: '50.75' }, { quantity: '28' }],
  });
  expect(await invoices.html({ id: 7 })).toBe('<html>Invoice 7</html>');
  expect(await invoices.pdf({ id: 7 })).toEqual({ bytes: pdf, fileName: '20260007.pdf' });

  const made = await invoices.create(invoice);
  expect(made).toEqual({ id: '8', number: null, invoice: null, answer: { id: '8' } });
  const found = await invoices.lookup({ id: 8 });
  if (found.state !== 'found') throw new Error(found.state);
  expect(JSON.parse(found.source)).toEqual(sample);
  const { validators } = found;
  expect(await invoices.lookup({ id: 8, validators })).toEqual({ state: 'unchanged' });

  const changed = await invoices.update({ id: 8, body: { pay_status: 'unpaid' } });
  expect(changed).toMatchObject({ id: '8', invoice: { pay_status: 'unpaid', prefix: '%Y' } });
  expect(await invoices.lookup({ id: 8, validators })).toMatchObject({
    state: 'found',
    invoice: { pay_status: 'unpaid' },
  });
  expect(await invoices.lookup({ id: 9 })).toEqual({ state: 'absent' });
});

test('a wrong password, a wrong path, and nobody there', async () => {
  const origin = await startSite();
  const wrong = await failureOf(createClient(`${origin}/shop`, 'hunter2-wrong').test());
  expect(wrong).toMatchObject({ code: 'vendor_unauthorized', status: 401 });
  const elsewhere = createClient(`${origin}/elsewhere`).invoices.get({ id: 7 });
  expect(await failureOf(elsewhere)).toMatchObject({ code: 'vendor_not_found' });

  const gone = createServer();
  await new Promise<void>((resolve) => {
    gone.listen(0, '127.0.0.1', resolve);
  });
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => {
    gone.close(resolve);
  });
  const nobody = await failureOf(createClient(`http://127.0.0.1:${port}`).test());
  expect(nobody).toMatchObject({ code: 'vendor_unreachable' });
  expect(nobody.message).toContain('(ECONNREFUSED): nothing listens there');
});
