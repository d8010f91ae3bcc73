import { expect, test } from 'vitest';

import { createTestClient } from './support/client.ts';
import { mockCredentials, startMockEnvoice } from './support/mock-envoice.ts';
import type { MockAnswer, MockRoute } from './support/mock-envoice.ts';

const pdf = new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj');
const pdfAnswer: MockAnswer = {
  headers: {
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="../INV-0001.pdf"',
  },
  body: pdf,
};

/** Returns the link if it is requested, and leaves the rest to the test. */
const linked =
  (Link: string, others: MockRoute): MockRoute =>
  (request) =>
    request.path === '/api/invoice/pdf' ? { body: { Link } } : others(request);

test('the PDF of an invoice is available as bytes and as a stream', async () => {
  await using mock = await startMockEnvoice({ route: linked('/pdf/1?token=t0p', () => pdfAnswer) });
  const client = createTestClient({ baseUrl: mock.url });
  const found = await client.invoices.downloadPdf({ id: 3971, signedVersion: true });
  expect(found.bytes).toEqual(pdf);
  expect(found).toMatchObject({ contentType: 'application/pdf', fileName: 'INV-0001.pdf' });
  for (const _ of [1, 2]) {
    expect(new Uint8Array(await new Response(found.stream()).arrayBuffer())).toEqual(pdf);
  }
  expect(mock.requests[0]?.query).toEqual({ id: '3971', signedVersion: 'true' });
  expect(mock.requests[1]?.headers).toMatchObject({
    accept: 'application/pdf',
    'x-auth-key': mockCredentials.authKey,
    'x-auth-secret': mockCredentials.authSecret,
  });
});

test.each<[name: string, answer: MockAnswer, contentType: string | null]>([
  ['an archive', { headers: { 'content-type': 'application/zip' }, body: 'PK' }, 'application/zip'],
  ['something unnamed', { headers: { 'content-type': '' }, body: 'PK' }, null],
  // As some servers call everything.
  ['a PDF called a page', { headers: { 'content-type': 'text/html' }, body: pdf }, 'text/html'],
])('any file can be downloaded: %s', async (_, answer, contentType) => {
  await using mock = await startMockEnvoice({ route: () => answer });
  const client = createTestClient({ baseUrl: mock.url });
  const found = await client.download({ link: '/attachment' });
  expect(found).toMatchObject({ contentType, fileName: null });
  expect(found.bytes).toHaveLength(answer.body === pdf ? pdf.length : 2);
  expect(mock.requests[0]?.headers.accept).toBe('*/*');
});

test.each([
  [5, 'fulfilled'],
  [6, 'rejected'],
])('%d redirects to a file: %s', async (count, status) => {
  const route: MockRoute = ({ path }) => {
    const hops = Number(path.slice(1));
    return hops === 0 ? pdfAnswer : { status: 302, headers: { location: `/${hops - 1}` } };
  };
  await using mock = await startMockEnvoice({ route });
  const client = createTestClient({ baseUrl: mock.url });
  const [outcome] = await Promise.allSettled([client.download({ link: `/${count}` })]);
  expect(outcome).toMatchObject({ status });
});

test('another host gets no credentials, even if a redirect leads there', async () => {
  await using store = await startMockEnvoice({ route: () => pdfAnswer });
  await using mock = await startMockEnvoice({
    route: ({ path }) =>
      path === '/away' ? { status: 302, headers: { location: `${store.url}/a.pdf` } } : undefined,
  });
  const client = createTestClient({ baseUrl: mock.url });
  await client.download({ link: `${store.url}/a.pdf` });
  await client.download({ link: '/away' });
  expect(store.requests).toHaveLength(2);
  for (const { headers } of store.requests) {
    expect(Object.keys(headers).filter((name) => name.startsWith('x-auth'))).toEqual([]);
  }
});

test.each<[name: string, answer: MockAnswer, code: string, says: RegExp]>([
  ['a page', { headers: { 'content-type': 'text/html' }, body: '<p>' }, 'answer_invalid', /page/],
  ['a hidden page', { ...pdfAnswer, body: '<!doctype html>' }, 'answer_invalid', /web page/],
  [
    'an unnamed page',
    { headers: { 'content-type': '' }, body: '\r\n <!DOCTYPE HTML>' },
    'answer_invalid',
    /web page/,
  ],
  ['no PDF', { ...pdfAnswer, body: 'PK' }, 'answer_invalid', /does not lead to a PDF/],
  ['nothing', { ...pdfAnswer, body: '' }, 'answer_invalid', /empty/],
  ['404', { status: 404 }, 'not_found', /404/],
  ['404 page', { status: 404, body: '<html>' }, 'not_found', /404/],
  ['500', { status: 500 }, 'failed', /500/],
  [
    'circle',
    { status: 302, headers: { location: '/again' } },
    'answer_invalid',
    /too many redirects/,
  ],
  ['no way', { status: 302 }, 'answer_invalid', /redirect/],
  ['file', { status: 302, headers: { location: 'file:///x' } }, 'answer_invalid', /not an http/],
])('anything that is not a PDF is an error: %s', async (_, answer, code, says) => {
  await using mock = await startMockEnvoice({ route: linked('/pdf/1?token=t0p', () => answer) });
  const client = createTestClient({ baseUrl: mock.url });
  const error = await client.invoices.downloadPdf({ id: 1 }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: `vendor_${code}`,
    message: expect.stringMatching(says),
  });
  expect((error as Error).message).toMatch(/^invoices\.downloadPdf: /);
  expect((error as Error).message).not.toContain('t0p');
});

test.each([401, 403])('a %d of another host does not blame the credentials', async (status) => {
  await using store = await startMockEnvoice({ route: () => ({ status }) });
  const client = createTestClient({ baseUrl: 'http://127.0.0.1:9' });
  await expect(client.download({ link: `${store.url}/a?sig=1` })).rejects.toMatchObject({
    code: 'vendor_refused',
    message: expect.stringMatching(/^download: .*request a new one/),
  });
});

test.each([
  '',
  'ftp://x/y',
  'http://user:pw@127.0.0.1/',
  'http://user@127.0.0.1/',
  'http://:pw@127.0.0.1/',
  'http://[/',
  'javascript:1',
])('a link that leads nowhere: %s', async (link) => {
  const client = createTestClient({ baseUrl: 'http://127.0.0.1:9' });
  await expect(client.download({ link })).rejects.toMatchObject({
    code: 'vendor_answer_invalid',
  });
});

test('a download is retried after a temporary error', async () => {
  const outcomes: MockAnswer[] = [{ status: 503 }];
  await using mock = await startMockEnvoice({ route: () => outcomes.shift() ?? pdfAnswer });
  const client = createTestClient({ baseUrl: mock.url });
  expect((await client.download({ link: '/a.pdf' })).bytes).toEqual(pdf);
  expect(client.waits).toHaveLength(1);
});

test.each([
  ['attachment; filename=a.pdf', 'a.pdf'],
  [`attachment; filename="x.pdf"; filename*=UTF-8''R%C3%A9%2Fsum%C3%A9.pdf`, 'sumé.pdf'],
  [`attachment; filename*=UTF-8''%E0%A4%A; filename=plain.pdf`, 'plain.pdf'],
  ['inline', null],
])('the file name of %s', async (header, fileName) => {
  await using mock = await startMockEnvoice({
    route: () => ({ headers: { 'content-disposition': header }, body: pdf }),
  });
  const client = createTestClient({ baseUrl: mock.url });
  expect((await client.download({ link: '/a.pdf' })).fileName).toBe(fileName);
});
