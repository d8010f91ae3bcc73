import { ConfigError, VendorError } from '@invoice-relay/core/errors';
import { describe, expect, test } from 'vitest';

import { createEnvoiceClient } from '../src/index.ts';
import type { EnvoiceClient } from '../src/index.ts';
import { createTestClient, fetchTransport } from './support/client.ts';
import { mockCredentials, startMockEnvoice } from './support/mock-envoice.ts';
import type { MockAnswer } from './support/mock-envoice.ts';

const htmlPage = '<!DOCTYPE html><html><title>Sign in</title></html>';
const fault = {
  Code: 'E42',
  FaultMessage: 'ClientId missing',
  UserVisibleMessage: 'Choose a client',
  Group: 'Invoice',
};

async function failureOf(options: {
  readonly answer: MockAnswer | 'break';
  readonly call?: (envoice: EnvoiceClient) => Promise<unknown>;
}): Promise<VendorError> {
  const { answer, call = ({ invoices }) => invoices.get({ id: 3971 }) } = options;
  await using mock = await startMockEnvoice({ route: () => answer });
  const client = createTestClient({ baseUrl: mock.url, maxAttempts: 1 });
  const error: unknown = await call(client).then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  for (const secret of Object.values(mockCredentials)) {
    expect(JSON.stringify([error.message, error.details, error])).not.toContain(secret);
  }
  return error;
}

describe('distinguishes failures', () => {
  const page = { TotalCount: 0, Count: 0, Result: [], IsFaulted: true, ErrorMessages: [fault] };

  test.each<[name: string, answer: MockAnswer | 'break', code: string, says: RegExp]>([
    ['401', { status: 401 }, 'vendor_unauthorized', /auth key and auth secret .* API tab/],
    ['403', { status: 403 }, 'vendor_unauthorized', /right account, and that its plan/],
    ['404', { status: 404, body: '' }, 'vendor_not_found', /Check the id/],
    ['404 JSON', { status: 404, body: { Message: 'No.' } }, 'vendor_not_found', /says: No\./],
    ['404 page', { status: 404, body: htmlPage }, 'vendor_answer_invalid', /404.*Check baseUrl/],
    ['404 text', { status: 404, body: 'no route' }, 'vendor_answer_invalid', /404.*not JSON/],
    ['429', { status: 429 }, 'vendor_rate_limited', /too many requests .* Try again later/],
    [
      '400',
      { status: 400, body: { Message: 'No.' } },
      'vendor_refused',
      /Fix the request\. Envoice says: No\./,
    ],
    ['409 mute', { status: 409, body: 'x' }, 'vendor_refused', /gives no reason/],
    ['408', { status: 408, body: htmlPage }, 'vendor_failed', /failed \(HTTP 408\)/],
    ['500', { status: 500, body: htmlPage }, 'vendor_failed', /failed \(HTTP 500\)/],
    ['503', { status: 503 }, 'vendor_failed', /failed \(HTTP 503\)/],
    ['200 faulted', { body: page }, 'vendor_refused', /IsFaulted .*Choose a client \(E42\)/],
    [
      '200 faulted, without text',
      { body: { IsFaulted: true, ErrorMessages: [{ UserVisibleMessage: null }] } },
      'vendor_refused',
      /IsFaulted with HTTP 200\), and gives no reason/,
    ],
    [
      '400 faulted',
      {
        status: 400,
        body: { IsFaulted: true, ErrorMessages: [{ UserVisibleMessage: 'Too late' }] },
      },
      'vendor_refused',
      /HTTP 400.*Envoice says: Too late/,
    ],
    [
      '400 faulted, without text',
      { status: 400, body: { IsFaulted: true, ErrorMessages: [null, { Code: null }] } },
      'vendor_refused',
      /HTTP 400.*gives no reason/,
    ],
    ['500 faulted', { status: 500, body: { IsFaulted: true } }, 'vendor_failed', /HTTP 500/],
    ['200 faulted, as text', { body: { IsFaulted: 'True' } }, 'vendor_refused', /no reason/],
    ['200 html', { body: htmlPage }, 'vendor_answer_invalid', /web page .* Check baseUrl/],
    ['200 html, odd', { body: ' \n<div>' }, 'vendor_answer_invalid', /web page/],
    ['200 empty', { body: '' }, 'vendor_answer_invalid', /is empty/],
    ['200 null', { body: 'null' }, 'vendor_not_found', /returned null/],
    ['200 cut', { body: '{"Id":39' }, 'vendor_answer_invalid', /not JSON, or was cut off/],
    ['200 list', { body: [] }, 'vendor_answer_invalid', /not an object/],
    ['200 deep', { body: '['.repeat(9_999) + ']'.repeat(9_999) }, 'vendor_answer_invalid', /deep/],
    ['200 not UTF-8', { body: new Uint8Array([0xff]) }, 'vendor_answer_invalid', /not JSON/],
    ['302', { status: 302, headers: { location: '/login' } }, 'vendor_answer_invalid', /baseUrl/],
    ['cut', 'break', 'vendor_unreachable', /no response from http:\/\/127\.0.*Check baseUrl/],
  ])('%s', async (_, answer, code, says) => {
    const error = await failureOf({ answer });
    expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
    expect(error.message).toMatch(/^invoices\.get: /);
    expect(error.status).toBe(answer === 'break' ? null : (answer.status ?? 200));
  });

  test.each<[name: string, call: (envoice: EnvoiceClient) => Promise<unknown>, body: unknown]>([
    ['a page', ({ invoices }) => invoices.list(), { Result: {} }],
    ['a list', ({ taxes }) => taxes.list(), { Result: [] }],
    ['a list, but null', ({ taxes }) => taxes.list(), null],
    ['a page, but null', ({ invoices }) => invoices.list(), null],
    ['a link', ({ invoices }) => invoices.uri({ id: 1 }), { Url: '' }],
    ['an id', ({ taxes }) => taxes.create({ Name: 'VAT' }), { Id: 1 }],
    ['a flag', ({ clients }) => clients.canDelete({ id: 1 }), 1],
    ['a status', ({ invoices }) => invoices.status({ id: 1 }), {}],
  ])('a response that is not %s', async (_, call, body) => {
    const error = await failureOf({ answer: { body: JSON.stringify(body) }, call });
    expect(error.code).toBe('vendor_answer_invalid');
  });

  test.each<[name: string, call: (envoice: EnvoiceClient) => Promise<unknown>]>([
    ['a page', ({ invoices }) => invoices.list()],
    ['a list', ({ clients }) => clients.list()],
    ['the currencies', ({ general }) => general.currencies()],
  ])('%s always exists: a 404 for it comes from a wrong base URL', async (_, call) => {
    for (const body of ['', { Message: 'No such page.' }]) {
      const error = await failureOf({ answer: { status: 404, body }, call });
      expect(error).toMatchObject({
        code: 'vendor_refused',
        message: expect.stringMatching(/127\.0\.0\.1:\d+ does not know .* Check baseUrl/),
      });
    }
  });

  test.each<[name: string, call: (envoice: EnvoiceClient) => Promise<unknown>]>([
    ['by its id', ({ clients }) => clients.get({ id: 1 })],
    ['in the body', ({ clients }) => clients.delete({ Id: 1 })],
    ['among other members', ({ invoices }) => invoices.create({ ClientId: 1 })],
  ])('what is named %s may not exist', async (_, call) => {
    const error = await failureOf({ answer: { status: 404, body: '' }, call });
    expect(error.code).toBe('vendor_not_found');
  });

  test('null instead of what was to be created does not mean that it does not exist', async () => {
    const call = ({ invoices }: EnvoiceClient) => invoices.create({ ClientId: 1 });
    expect(await failureOf({ answer: { body: 'null' }, call })).toMatchObject({
      code: 'vendor_answer_invalid',
      message: expect.stringMatching(/returned null.*may have been done anyway/),
    });
  });

  test('an operation without a response body is still checked', async () => {
    const call = ({ taxes }: EnvoiceClient) => taxes.update({ Id: 1, Name: 'VAT' });
    expect((await failureOf({ answer: { body: page }, call })).code).toBe('vendor_refused');
    const html = await failureOf({ answer: { body: htmlPage }, call });
    expect(html.code).toBe('vendor_answer_invalid');
    await using mock = await startMockEnvoice({ route: () => ({ body: 'true' }) });
    expect(await call(createTestClient({ baseUrl: mock.url }))).toBeUndefined();
  });
});

describe('what an error contains', () => {
  test("the vendor's reasons, also in details", async () => {
    const errors = [fault, { FaultMessage: 'Only this' }, 'Bare', fault, null, { Code: 17 }];
    const faulted = await failureOf({
      answer: { body: { IsFaulted: true, ErrorMessages: errors } },
    });
    expect(faulted.details).toEqual(['Choose a client (E42)', 'Only this', 'Bare', '17']);
    const refused = await failureOf({
      answer: {
        status: 400,
        body: {
          Message: 'The request is invalid.',
          ModelState: { 'model.Cost': ['Too big.', 'Not a number.'] },
        },
      },
    });
    expect(refused.details).toEqual([
      'model.Cost: Too big. Not a number.',
      'The request is invalid.',
    ]);
  });

  test.each([
    [
      [{ field: 'Items[0].Cost', message: 'must be a number' }],
      ['Items[0].Cost: must be a number'],
    ],
    [{ ClientId: ['is unknown', 'and odd'] }, ['ClientId: is unknown and odd']],
    [[{ field: '', message: 'must be an object' }], ['must be an object']],
    [['Something is wrong.'], ['Something is wrong.']],
    [undefined, ['Two things are wrong.']],
  ])('a problem document names its fields: %j', async (errors, details) => {
    const body = { title: 'Bad Request', detail: 'Two things are wrong.', errors };
    expect((await failureOf({ answer: { status: 400, body } })).details).toEqual(details);
  });

  test('no secret, even if the vendor repeats it, and a limited number of reasons', async () => {
    const { authKey, authSecret } = mockCredentials;
    const Message = `Key ${authKey}, secret ${authSecret}. ${'x'.repeat(5_000)}`;
    const error = await failureOf({ answer: { status: 400, body: { Message } } });
    expect(error.details[0]).toMatch(/^Key \[credentials\], secret \[credentials\]\. x+…$/);
    expect(error.message.length).toBeLessThan(1_000);
    const errors = Array.from({ length: 50 }, (_, index) => `Reason ${index}`);
    const many = await failureOf({ answer: { status: 400, body: { errors } } });
    expect(many.details).toHaveLength(10);
  });

  test('nothing that a transport throws, except its codes', async () => {
    const client = createTestClient({
      baseUrl: 'http://127.0.0.1:9',
      maxAttempts: 1,
      transport: async ({ headers }) => {
        const cause = Object.assign(new Error('x'), { code: 'ECONNREFUSED', config: { headers } });
        throw new TypeError(`GET ?token=abc ${JSON.stringify(headers)}`, { cause });
      },
    });
    const error = await client.invoices.get({ id: 1 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'vendor_unreachable',
      message: expect.stringContaining('http://127.0.0.1:9 (ECONNREFUSED)'),
    });
    expect((error as Error).cause).toBeUndefined();
    expect((error as Error).message).not.toContain('abc');
  });

  test('what a transport says if it knows better why nothing was sent', async () => {
    const known = new VendorError('vendor_refused', 'This address is private.');
    const client = createTestClient({
      baseUrl: 'http://127.0.0.1:9',
      transport: () => Promise.reject(known),
    });
    await expect(client.invoices.get({ id: 1 })).rejects.toBe(known);
  });

  test('no empty list of codes if a transport gives none', async () => {
    const client = createTestClient({
      baseUrl: 'http://127.0.0.1:9',
      maxAttempts: 1,
      transport: () => Promise.reject(new Error('x')),
    });
    await expect(client.invoices.get({ id: 1 })).rejects.toThrow(
      'no response from http://127.0.0.1:9. Check baseUrl',
    );
  });

  test('that it took too long, if that is all', async () => {
    const client = createTestClient({
      baseUrl: 'http://127.0.0.1:9',
      maxAttempts: 1,
      transport: () =>
        Promise.reject(
          Object.assign(new Error('x'), { name: 'FetchError', type: 'request-timeout' }),
        ),
    });
    await expect(client.invoices.get({ id: 1 })).rejects.toMatchObject({
      code: 'vendor_unreachable',
      message: expect.stringMatching(/no complete response from .* in time .*Envoice may be slow/),
    });
  });

  test('that a write that was not retried may have been done', async () => {
    const create = ({ invoices }: EnvoiceClient) => invoices.create({ ClientId: 1 });
    for (const answer of ['break', { status: 500 }, { body: htmlPage }] as const) {
      const sure = await failureOf({ answer });
      const unsure = await failureOf({ answer, call: create });
      expect(sure.message).not.toContain('may have been done');
      expect(unsure.message).toContain('may have been done anyway');
    }
  });

  test.each([
    ['120', {}, 120_000, 'Try again in 120 s'],
    ['0', {}, 0, 'Try again'],
    [
      'Fri, 20 Nov 2026 10:00:07 GMT',
      { date: 'Fri, 20 Nov 2026 10:00:05 GMT' },
      2_000,
      'Try again in 2 s',
    ],
    ['Fri, 20 Nov 2026 09:00:00 GMT', { date: 'Fri, 20 Nov 2026 10:00:05 GMT' }, 0, 'Try again'],
    ['soon', {}, null, 'Try again later'],
  ])('Retry-After: %s', async (value, headers, retryAfterMs, says) => {
    for (const status of [429, 503]) {
      const error = await failureOf({
        answer: { status, headers: { 'retry-after': value, ...headers } },
      });
      expect(error.retryAfterMs).toBe(retryAfterMs);
      expect(error.message).toContain(says);
    }
  });

  test('a Retry-After date is relative to our clock if the response has none', async () => {
    const headers = { 'retry-after': 'Fri, 20 Nov 2026 10:00:07 GMT' };
    const client = createTestClient({
      baseUrl: 'http://127.0.0.1:9',
      maxAttempts: 1,
      transport: async () => ({ status: 429, headers, body: new Uint8Array() }),
    });
    await expect(client.taxes.list()).rejects.toMatchObject({ retryAfterMs: 7_000 });
  });
});

describe('reports caller mistakes before anything is sent', () => {
  const client = createTestClient({
    baseUrl: 'http://127.0.0.1:9',
    transport: async () => {
      throw new Error('it was sent');
    },
  });

  test.each<[name: string, call: () => Promise<unknown>, says: RegExp]>([
    ['missing', () => client.invoices.get({} as never), /invoices\.get needs id/],
    ['no input', () => client.invoices.get(undefined as never), /invoices\.get needs id/],
    ['null', () => client.invoices.get(null as never), /invoices\.get needs id/],
    ['an id of null', () => client.invoices.get({ id: null as never }), /invoices\.get needs id/],
    ['no object', () => client.invoices.get(3971 as never), /takes an object/],
    ['not whole', () => client.invoices.get({ id: 1.5 }), /id as a whole number/],
    ['no digits', () => client.invoices.get({ id: '1&x=2' }), /id as a whole number/],
    ['misspelt', () => client.invoices.list({ pagesize: 5 } as never), /no argument pagesize/],
    ['type', () => client.invoices.pdf({ id: 1, signedVersion: 'x' as never }), /as a boolean/],
    ['enum', () => client.workTypes.search({ order: 'Up' as never }), /one of: None, Asc, Desc/],
    ['no body', () => client.taxes.create(undefined as never), /needs the data to send/],
    ['a list', () => client.taxes.create([] as never), /takes an object/],
    ['no part', () => client.orders.changeShippingDetails({ id: 1 } as never), /needs body/],
    ['page size', () => client.invoices.iterate({ pageSize: 0 }).next(), /of 1 or more/],
  ])('%s', async (_, call, says) => {
    const error = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(says);
  });

  test('options that cannot work', () => {
    const options = {
      transport: fetchTransport,
      now: Date.now,
      random: Math.random,
      sleep: async () => undefined,
    };
    const create = (credentials: object, maxAttempts?: number) => () =>
      createEnvoiceClient({ ...options, credentials: credentials as never, maxAttempts });
    expect(create({ authKey: '', authSecret: 'b\n1' })).toThrow(ConfigError);
    expect(create({ authKey: '', authSecret: 'secret\u0000' })).toThrow(/authKey is empty/);
    expect(create({ authKey: 'a', authSecret: 'b', baseUrl: 'ftp://x' })).toThrow(/baseUrl must/);
    for (const attempts of [0, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(create(mockCredentials, attempts)).toThrow(/maxAttempts must be/);
    }
    expect(create(mockCredentials)).not.toThrow();
  });
});
