import { ConfigError } from '@invoice-relay/core/errors';
import { describe, expect, test } from 'vitest';

import { createDrupalInvoiceClient } from '../src/client/index.ts';
import type { DrupalInvoiceClientOptions } from '../src/client/index.ts';
import { basicAuth, createTestClient, failureOf, secrets } from './support/client.ts';
import type { Answer } from './support/client.ts';

const html = { 'content-type': 'text/html' };
const page = (title: string, body = '') =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const login = page('User account', '<form id="user-login"><input type="password"></form>');
const echo = `${secrets.password} ${btoa(`${secrets.username}:${secrets.password}`)}`;

test.each<[name: string, answer: Answer, code: string, says: RegExp]>([
  ['401', { status: 401 }, 'vendor_unauthorized', /user name and password.*401/],
  [
    '403',
    { status: 403, body: page('Access denied | Shop') },
    'vendor_unauthorized',
    /People > Permissions.*403|403.*People > Permissions/,
  ],
  [
    '403 says',
    { status: 403, body: '["Access denied"]' },
    'vendor_unauthorized',
    /says: Access denied/,
  ],
  ['403 login', { status: 403, body: login }, 'vendor_unauthorized', /log in.*403/],
  ['404', { status: 404 }, 'vendor_not_found', /no such invoice \(HTTP 404\).*check baseUrl/],
  ['429', { status: 429, headers: { 'retry-after': '7' } }, 'vendor_rate_limited', /in 7 s/],
  ['400', { status: 400, body: '{"message":"No id."}' }, 'vendor_refused', /says: No id\./],
  ['405 mute', { status: 405 }, 'vendor_refused', /gives no reason/],
  ['500', { status: 500, body: page('Error') }, 'vendor_failed', /Recent log messages.*Error/],
  [
    '500 PHP',
    { status: 500, body: 'PHP Fatal error: Allowed memory in /a.php on line 9' },
    'vendor_failed',
    /PHP error: PHP Fatal error: Allowed memory/,
  ],
  ['503', { status: 503 }, 'vendor_failed', /failed \(HTTP 503\)/],
  [
    'maintenance',
    { status: 503, headers: { 'retry-after': '60' }, body: page('Site under maintenance') },
    'vendor_failed',
    /maintenance mode \(HTTP 503\)\. Try again in 60 s/,
  ],
  ['login page', { headers: html, body: login }, 'vendor_unauthorized', /asks to log in.*auth/],
  [
    'login of others',
    { body: page('SSO', '<input name=p type=password>') },
    'vendor_unauthorized',
    /asks to log in/,
  ],
  [
    'web page',
    { body: page('Welcome &amp; hello') },
    'vendor_answer_invalid',
    /web page.*says: Welcome & hello/,
  ],
  [
    'web page with a login in a corner',
    { body: page('Shop', '<form id="user-login-form"><input type="password"></form>') },
    'vendor_answer_invalid',
    /web page/,
  ],
  ['empty', {}, 'vendor_answer_invalid', /is empty.*PHP's error log/],
  [
    'PHP error',
    {
      body: `<br />\n<b>Fatal error</b>:  Call to &quot;x&quot; ${echo} in <b>/a</b> on line <b>3</b><br />`,
    },
    'vendor_answer_invalid',
    /PHP error: Fatal error : Call to "x" .*on line 3.*Mend it on the site/,
  ],
  [
    'exception',
    { status: 500, body: 'PDOException: SQLSTATE[HY000] [2002] No such file' },
    'vendor_failed',
    /PDOException: SQLSTATE/,
  ],
  ['text', { body: `Sorry ${echo}` }, 'vendor_answer_invalid', /not an invoice as JSON/],
  [
    'other JSON',
    { body: '{"error":"No database."}' },
    'vendor_answer_invalid',
    /says: No database/,
  ],
  [
    'redirect to a login',
    { status: 302, headers: { location: '/user/login?destination=x' } },
    'vendor_unauthorized',
    /asks to log in/,
  ],
  [
    'redirect to a login without clean URLs',
    { status: 302, headers: { location: 'https://example.com/?q=user/login' } },
    'vendor_unauthorized',
    /asks to log in/,
  ],
  [
    'redirect to another host',
    {
      status: 301,
      headers: { location: 'http://www.example.com/drupal/nl/invoice/api/invoice.json/7' },
    },
    'vendor_refused',
    /Set baseUrl to http:\/\/www\.example\.com\/drupal\/nl\./,
  ],
  [
    'redirect elsewhere',
    { status: 302, headers: { location: `https://example.com/a?token=hunter2` } },
    'vendor_refused',
    /to https:\/\/example\.com\/a, /,
  ],
  [
    'redirect to itself',
    { status: 302, headers: { location: '' } },
    'vendor_answer_invalid',
    /redirect/,
  ],
])('%s', async (_, answer, code, says) => {
  const error = await failureOf(createTestClient({ answer }).invoices.get({ id: 7 }));
  expect(error).toMatchObject({ code, status: answer.status ?? 200 });
  expect(error.message).toMatch(says);
  expect(error.message).toMatch(/^invoices\.get: /);
});

test.each<[codes: readonly string[], says: RegExp]>([
  [['CERT_HAS_EXPIRED'], /certificate is not valid at this time/],
  [['ERR_TLS_CERT_ALTNAME_INVALID'], /another host name/],
  [['SELF_SIGNED_CERT_IN_CHAIN'], /cannot be trusted.*NODE_EXTRA_CA_CERTS/],
  [['DEPTH_ZERO_SELF_SIGNED_CERT'], /cannot be trusted/],
  [['UNABLE_TO_VERIFY_LEAF_SIGNATURE'], /cannot be trusted/],
  [['ERR_SSL_WRONG_VERSION_NUMBER'], /does not speak TLS/],
  [['ENOTFOUND'], /host name is not known/],
  [['ECONNREFUSED'], /nothing listens there/],
  [['UND_ERR_HEADERS_TIMEOUT'], /too long/],
  [['TimeoutError'], /too long/],
  [['ECONNRESET'], /connection broke/],
  [[], /connection broke/],
])('no answer: %j', async (codes, says) => {
  const cause = Object.assign(new Error(`to ${secrets.password}`), { code: codes[0] });
  const thrown = new TypeError('fetch failed', { cause });
  const error = await failureOf(createTestClient({ answer: thrown }).invoices.get({ id: 7 }));
  expect(error).toMatchObject({ code: 'vendor_unreachable', status: null, temporary: true });
  expect(error.message).toMatch(says);
  expect(error.message).toContain('https://example.com/drupal');
  if (codes[0]) expect(error.message).toContain(`(${codes[0]})`);
});

test.each(['request-timeout', 'body-timeout'])('node-fetch tells a timeout as %s', async (type) => {
  const thrown = Object.assign(new Error('network timeout at: https://example.com'), { type });
  thrown.name = 'FetchError';
  const { message } = await failureOf(createTestClient({ answer: thrown }).invoices.get({ id: 7 }));
  expect(message).toContain(`(FetchError, ${type}): no whole answer came in time`);
});

test('what is to mend depends on how the client authenticates', async () => {
  const messageFor = async (auth: DrupalInvoiceClientOptions['credentials']['auth']) => {
    const credentials = { baseUrl: 'https://example.com', ...(auth ? { auth } : {}) };
    const client = createTestClient({ answer: { status: 401 }, credentials });
    return (await failureOf(client.invoices.get({ id: 7 }))).message;
  };
  expect(await messageFor(undefined)).toContain('none are set: set auth to basic or header');
  const header = { kind: 'header', name: 'X-Key', value: 'hunter2' } as const;
  expect(await messageFor(header)).toContain('does not accept the header X-Key');
});

describe('the credential test', () => {
  const testing = (answer: Answer) => createTestClient({ answer }).test();
  const drupal = '<meta name="Generator" content="Drupal 7 (http://drupal.org)" />';

  const birthday = { expires: 'Sun, 19 Nov 1978 05:00:00 GMT' };

  test('is content with a site that has the API, with or without invoice 1', async () => {
    expect(await testing({ body: '{"items":[]}' })).toEqual({ invoiceFound: true });
    for (const answer of [
      { body: '[]' },
      { body: 'false' },
      { body: 'null', headers: birthday },
      { body: '{"message":"Invoice 1 was not found"}' },
      { body: '<b>Warning</b>: x in <b>/a</b> on line <b>3</b>[]' },
      { status: 404, body: '[]' },
      { status: 404, body: 'false' },
      { status: 404, body: '{"error":"no"}' },
      { status: 404, body: '"No such invoice"' },
      { status: 404, body: 'Invoice not found' },
      { status: 404, body: '', headers: birthday },
      { status: 410, body: '{"code":404,"path":"/"}', headers: { 'x-drupal-cache': 'MISS' } },
      { status: 404, body: page('Page not found | Shop', drupal) },
      { status: 404, headers: { 'x-generator': 'Drupal 7' }, body: page('Not found') },
      { status: 404, headers: birthday, body: page('?') },
    ]) {
      expect(await testing(answer)).toEqual({ invoiceFound: false });
    }
  });

  test.each<[name: string, answer: Answer, code: string, says: RegExp]>([
    [
      'other software',
      { status: 404, body: page('nginx') },
      'vendor_answer_invalid',
      /not a Drupal site/,
    ],
    ['a home page', { body: page('Shop', drupal) }, 'vendor_answer_invalid', /web page/],
    ['a login page', { body: login }, 'vendor_unauthorized', /log in/],
    ['403', { status: 403 }, 'vendor_unauthorized', /Permissions/],
    ['401', { status: 401 }, 'vendor_unauthorized', /password/],
  ])('refuses %s', async (_, answer, code, says) => {
    const error = await failureOf(testing(answer));
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch(says);
  });
});

describe('the credential test finds other software', () => {
  const problem = { 'content-type': 'application/problem+json; charset=utf-8' };

  test.each<[name: string, answer: Answer]>([
    ['a 404 without a word', { status: 404 }],
    ['a 404 of Go', { status: 404, body: '404 page not found' }],
    ['a 404 in a word', { status: 404, body: '"Not found"' }],
    ['a problem', { status: 404, headers: problem, body: '{"type":"about:blank","status":404}' }],
    ['a problem with an error', { status: 404, headers: problem, body: '{"error":"no"}' }],
    ['a 404 of Spring', { status: 404, body: '{"status":404,"error":"Not Found","path":"/x"}' }],
    ['a 404 of Nest', { status: 404, body: '{"message":"Cannot GET /x","error":"Not Found"}' }],
    ['a 404 of FastAPI', { status: 404, body: '{"detail":"Not Found"}' }],
    ['a 404 of Google', { status: 404, body: '{"error":{"code":404}}' }],
    ['a 404 with null', { status: 404, body: 'null' }],
    ['a 404 with an empty object', { status: 404, body: '{}' }],
    ['a 410', { status: 410 }],
    ['null', { body: 'null' }],
    ['an empty object', { body: '{}' }],
    ['an empty list of others', { body: '{"data":[]}' }],
    ['a word', { body: 'Not found' }],
  ])('%s', async (_, answer) => {
    const error = await failureOf(createTestClient({ answer }).test());
    expect(error).toMatchObject({ code: 'vendor_answer_invalid', status: answer.status ?? 200 });
    expect(error.message).toContain('is not a Drupal site with the Invoice module');
  });
});

describe('arguments', () => {
  test.each(['', '  ', '.', '..', 'a/b', 'a\\b', 'a\nb', '\uD800', 1.5, -1, Number.NaN, null, {}])(
    'the id %j is refused before anything is sent',
    async (id) => {
      const client = createTestClient({ answer: { body: '{"items":[]}' } });
      const reference = { id: id as string };
      const { invoices } = client;
      const calls = [
        invoices.get(reference),
        invoices.html(reference),
        invoices.pdf(reference),
        invoices.update({ ...reference, body: {} }),
        invoices.lookup(reference),
      ];
      for (const call of calls) {
        await expect(call).rejects.toBeInstanceOf(TypeError);
        await expect(call).rejects.toMatchObject({ member: 'id', expected: 'id' });
      }
      expect(client.requests).toEqual([]);
    },
  );

  test.each([
    [7, '7'],
    [' 20260007 ', '20260007'],
    ['F 7?#%2e', 'F%207%3F%23%252e'],
  ])('the id %j', async (id, path) => {
    const client = createTestClient({ answer: { body: '{"items":[]}' } });
    await client.invoices.get({ id });
    expect(client.requests[0]).toMatchObject({
      method: 'GET',
      url: `https://example.com/drupal/invoice/api/invoice.json/${path}`,
      headers: {
        accept: 'application/json',
        authorization: `Basic ${btoa(`${secrets.username}:${secrets.password}`)}`,
      },
    });
  });

  test('credentials and attempts that cannot work', () => {
    const world = {
      transport: () => Promise.reject(new Error('no')),
      now: () => 0,
      random: () => 0,
      sleep: () => Promise.resolve(),
    };
    const credentials = { baseUrl: 'https://example.com', auth: basicAuth };
    const make = (options: object) => () =>
      createDrupalInvoiceClient({ ...world, credentials, ...options });
    expect(make({ credentials: { baseUrl: 'hunter2' } })).toThrow(ConfigError);
    expect(make({ maxAttempts: 0 })).toThrow(/maxAttempts must be/);
    expect(make({})).not.toThrow();
  });
});

test('temporary failures are tried again, others are not, and an end is an end', async () => {
  const attempts = async (answer: Answer | Error) => {
    const client = createTestClient({ answer, maxAttempts: 3 });
    await failureOf(client.invoices.get({ id: 7 }));
    return client.requests.length;
  };
  expect(await attempts({ status: 500 })).toBe(3);
  expect(await attempts(new Error('cut'))).toBe(3);
  expect(await attempts({ status: 403 })).toBe(1);
  expect(await attempts({ body: login })).toBe(1);
  expect(await attempts({ status: 302, headers: { location: '/x' } })).toBe(1);

  const controller = new AbortController();
  const reason = new Error('enough');
  const client = createTestClient({
    answer: () => {
      controller.abort(reason);
      return new Error('aborted');
    },
    maxAttempts: 3,
  });
  const call = client.invoices.get({ id: 7 }, { signal: controller.signal });
  await expect(call).rejects.toBe(reason);
  expect(client.requests[0]?.signal).toBe(controller.signal);
});
