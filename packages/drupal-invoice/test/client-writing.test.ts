import { VendorError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { answer } from './support/played-site.ts';
import { createTestClient, failureOf } from './support/client.ts';

const isWrite = (asked: string) => /^(?:POST|PUT) \/invoice/.test(asked);
const logins = (asked: readonly string[]) => asked.filter((one) => one === 'POST /user/login');

test('one login and one token serve many writes', async () => {
  const { site, invoices } = createTestClient();
  const first = await invoices.create({ template: 'default', pay_limit: 14 });
  const second = await invoices.create({ template: 'default', pay_limit: 14 });
  await invoices.update({ id: second.id, changes: { description: 'Thanks' } });
  expect([first.id, second.id]).toEqual([1, 2]);
  expect(logins(site.asked)).toHaveLength(1);
  expect(site.asked.filter((one) => one.endsWith('/token'))).toHaveLength(1);
  expect(site.asked.filter(isWrite)).toHaveLength(3);
});

test('concurrent writes share one login; reading needs none', async () => {
  const { site, invoices } = createTestClient();
  const made = await Promise.all(
    [1, 2, 3, 4].map(() => invoices.create({ template: 'default', pay_limit: 14 })),
  );
  expect(made.map(({ id }) => id).toSorted()).toEqual([1, 2, 3, 4]);
  expect(logins(site.asked)).toHaveLength(1);

  const reading = createTestClient();
  reading.site.add();
  await reading.invoices.get({ id: 1 });
  expect(reading.site.asked).toEqual(['GET /invoice/api/invoice.json/1']);
});

test('an expired session is renewed once, even for concurrent writes', async () => {
  const { site, invoices } = createTestClient();
  site.add();
  await invoices.update({ id: 1, changes: { pay_status: 'paid' } });
  site.endSessions();
  await Promise.all([1, 2, 3].map(() => invoices.create({ template: 'default', pay_limit: 14 })));
  expect(site.invoices.size).toBe(4);
  expect(logins(site.asked)).toHaveLength(2);
});

test('a site that accepts no token gets no more than two logins', async () => {
  const { site, invoices } = createTestClient({
    answer: ({ method }, path) =>
      method === 'POST' && path.startsWith('/invoice')
        ? answer(406, { code: 406, message: 'Token validation failed' })
        : undefined,
  });
  const error = await failureOf(invoices.create({ template: 'default', pay_limit: 14 }));
  expect(error).toMatchObject({ reason: 'token_refused', status: 406, temporary: false });
  expect(logins(site.asked)).toHaveLength(2);
});

test('a failed login is not kept', async () => {
  let isDown = true;
  const { site, invoices } = createTestClient({
    answer: (_, path) => (isDown && path === '/user/login' ? new Error('ECONNRESET') : undefined),
  });
  const create = () => invoices.create({ template: 'default', pay_limit: 14 });
  const error = await failureOf(create());
  expect(error).toMatchObject({ reason: 'unreachable' });
  expect(error.message).not.toContain('may have been done');
  isDown = false;
  expect(await create()).toEqual({ id: 1 });
  expect(site.asked.filter(isWrite)).toHaveLength(1);
});

test('an aborted caller stops waiting, and others still get the login', async () => {
  const { invoices } = createTestClient();
  const reason = new Error('no more');
  const controller = new AbortController();
  const first = invoices.create({ template: 'default', pay_limit: 14 }, controller);
  const second = invoices.create({ template: 'default', pay_limit: 14 });
  controller.abort(reason);
  await expect(first).rejects.toBe(reason);
  expect(await second).toEqual({ id: 1 });
});

test('a caller who aborts a write gets the reason', async () => {
  const reason = new Error('no more');
  const controller = new AbortController();
  const { invoices } = createTestClient({
    answer: ({ method, signal }, path) => {
      if (method !== 'POST' || !path.startsWith('/invoice')) return undefined;
      controller.abort(reason);
      return signal?.reason as Error;
    },
  });
  const invoice = { template: 'default', pay_limit: 14 };
  await expect(invoices.create(invoice, controller)).rejects.toBe(reason);
});

test('a reason of the host for sending nothing is passed on', async () => {
  const reason = new VendorError('vendor_refused', 'The address is private.');
  for (const refused of ['/user/login', '/invoice/api/token', '/invoice/api/invoice.json']) {
    const { invoices } = createTestClient({
      answer: (_, path) => (path === refused ? reason : undefined),
    });
    const created = invoices.create({ template: 'default', pay_limit: 14 });
    await expect(created).rejects.toBe(reason);
  }
});

const logged = 'SESSaa=session-1; path=/';
const page = (title: string, body = '') =>
  answer(200, `<html><title>${title}</title>${body}</html>`);
const form = '<form id="user-login"></form>';

test.each([
  ['its form again', page('Log in', form), 'login_refused', /user name and password/],
  ['a captcha', page('Log in', `${form}<img class="captcha">`), 'login_refused', /captcha/],
  ['too many', page('Log in', 'Too many failed login attempts'), 'login_refused', /flood/],
  ['302 without cookie', answer(302, '', { location: '/user/2' }), 'login_refused', /cookies/],
  [
    '302 with a cookie of another kind',
    answer(302, '', { location: '/user/2', 'set-cookie': 'has_js=1, SESSaa=deleted' }),
    'login_refused',
    /cookies/,
  ],
  ['404', answer(404, '<html></html>'), 'login_not_found', /user\/login/],
  ['408', answer(408, '<html></html>'), 'site_failed', /failed \(HTTP 408\)/],
  ['502', answer(502, '<html></html>'), 'site_failed', /failed \(HTTP 502\)/],
])('a login with the response %s', async (_, login, reason, message) => {
  const { invoices } = createTestClient({
    answer: (__, path) => (path === '/user/login' ? login : undefined),
  });
  const error = await failureOf(invoices.create({ template: 'default', pay_limit: 14 }));
  expect(error).toMatchObject({ reason });
  expect(error.message).toMatch(message);
});

test.each([
  logged,
  `a=b; path=/, ${logged}`,
  'SSESSaa=x-1; expires=Mon, 21-Dec-2026 21:00:00 GMT; secure, SESSbb=deleted; path=/',
])('finds the session in %s', async (setCookie) => {
  const { invoices, requests } = createTestClient({
    answer: (_, path) => {
      if (path === '/user/login') return answer(302, '', { 'set-cookie': setCookie });
      return path.endsWith('/token') ? answer(200, 'abcdefgh-1234') : answer(204, '');
    },
  });
  await failureOf(invoices.create({ template: 'default', pay_limit: 14 }));
  const { headers } = requests.at(-1) ?? {};
  expect(headers).toMatchObject({
    cookie: setCookie.includes('SSESS') ? 'SSESSaa=x-1' : 'SESSaa=session-1',
    'x-csrf-token': 'abcdefgh-1234',
    authorization: expect.stringMatching(/^Basic /),
  });
});

test('does not send a response that is not a token as one', async () => {
  const { invoices } = createTestClient({
    answer: (_, path) => (path.endsWith('/token') ? page('Hello') : undefined),
  });
  const error = await failureOf(invoices.create({ template: 'default', pay_limit: 14 }));
  expect(error).toMatchObject({ reason: 'token_not_given' });
});

test('the header of a proxy is sent everywhere, the password only where it belongs', async () => {
  const { requests, ...client } = createTestClient({
    credentials: {
      baseUrl: 'https://example.com/drupal',
      auth: { kind: 'basic', username: 'jane', password: 'hunter2 & <b>' },
      header: { name: 'X-Proxy', value: 'let-me-in' },
    },
  });
  await client.invoices.create({ template: 'default', pay_limit: 0 });
  expect(requests.map(({ headers }) => headers?.['x-proxy'])).toEqual(
    requests.map(() => 'let-me-in'),
  );
  expect(requests.map(({ headers }) => headers?.['authorization'] !== undefined)).toEqual([
    false,
    false,
    true,
  ]);
});

test('reports what the database would refuse without an explanation before it is sent', async () => {
  const { site, invoices } = createTestClient();
  for (const invoice of [{}, { template: 'default' }, { template: ' ', pay_limit: 1 }]) {
    await expect(invoices.create(invoice)).rejects.toThrow(/is missing/);
  }
  await expect(invoices.create({ template: 'a', pay_limit: 70_000 })).rejects.toThrow(/65535/);
  await expect(
    invoices.create({ template: 'a', pay_limit: 1, items: [{ unitcost: '1,5' }] }),
  ).rejects.toThrow(/decimal text/);
  expect(site.asked).toEqual([]);
});

test('a template that the site does not have: an empty 500, and nothing saved', async () => {
  const { site, invoices } = createTestClient();
  const error = await failureOf(invoices.create({ template: 'nosuch', pay_limit: 14 }));
  expect(error).toMatchObject({
    reason: 'write_refused',
    code: 'vendor_refused',
    temporary: false,
  });
  expect(error.message).toContain('nothing was saved');
  expect(error.message).not.toContain('may have been done');
  expect(site.asked.filter(isWrite)).toHaveLength(1);
});

test('a new invoice whose response is lost may have been created anyway', async () => {
  const { invoices } = createTestClient({
    answer: ({ method }, path) =>
      method === 'POST' && path.startsWith('/invoice') ? new Error('ECONNRESET') : undefined,
  });
  const error = await failureOf(invoices.create({ template: 'default', pay_limit: 14 }));
  expect(error.message).toContain('may have been done anyway');
});
