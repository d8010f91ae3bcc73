import { createTester, startSandbox } from '@invoice-relay/zapier-kit/testing';
import type { Sandbox } from '@invoice-relay/zapier-kit/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { authentication } from '../src/account/authentication.ts';
import app from '../src/index.ts';
import { accountOf } from './support/account.ts';
import { startServer } from './support/server.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.control('PUT', 'invoice7/trouble', {}));
afterAll(() => sandbox[Symbol.asyncDispose]());

const connect = (changes: object = {}) => {
  const zap = createTester(app, { ...accountOf(sandbox.invoice7), ...changes });
  return zap.run(authentication.test);
};
const trouble = (kind: object) => sandbox.control('PUT', 'invoice7/trouble', kind);

test('names an account after its site', async () => {
  const { host } = new URL(sandbox.invoice7);
  expect(await connect()).toEqual({ site: host, relay: 'no relay' });
  // So is a pasted address of the API.
  expect(await connect({ baseUrl: ` ${sandbox.invoice7}/invoice/api/ ` })).toMatchObject({
    site: host,
  });
});

test('a wrong password asks to reconnect', async () => {
  await expect(connect({ password: 'wrong' })).rejects.toMatchObject({
    name: 'ExpiredAuthError',
    message: expect.stringContaining('The Drupal site does not accept the user name and password'),
  });
});

test.each([
  [{ username: '' }, 'User Name is empty'],
  [{ password: '' }, 'Password is empty'],
  [{ headerName: 'X Key' }, 'Proxy Header Name must be the name of an HTTP header'],
  [{ headerName: 'X-Key', headerValue: '' }, 'Proxy Header Value is empty'],
  [{ baseUrl: 'example.com' }, 'Site URL must be the plain http or https URL'],
  [{ currency: 'euro' }, 'Currency: this is not a currency'],
  [{ timeZone: 'Amsterdam' }, 'Time Zone: this is not a time zone'],
  [{ relayUrl: 'https://relay.example.com' }, 'Relay Key is empty'],
])('%j names the field', async (changes, message) => {
  await expect(connect(changes)).rejects.toThrow(message);
});

test('tests the header and the relay with the account', async () => {
  const asked: object[] = [];
  await using site = await startServer(() => ({ body: [{ id: 7 }] }));
  await using relay = await startServer(({ method, path }) => {
    asked.push({ method, path });
    return method === 'POST'
      ? { status: 404, body: { code: 'subscription_not_found', title: 'Not found' } }
      : { body: { data: [], next: null } };
  });
  const account = {
    baseUrl: `${site.url}/shop/`,
    username: 'ada',
    password: 'correct-horse',
    headerName: 'X-Key',
    headerValue: 'secret',
    relayUrl: relay.url,
    relayKey: 'irk_key',
  };
  expect(await connect(account)).toEqual({
    site: new URL(site.url).host,
    relay: new URL(relay.url).host,
  });
  expect(site.asked).toMatchObject([
    {
      path: '/shop/invoice/api/invoice.json?max_results=1&page=0',
      headers: { 'x-key': 'secret', authorization: `Basic ${btoa('ada:correct-horse')}` },
    },
  ]);
  expect(asked).toEqual([
    { method: 'GET', path: '/v1/connections?limit=1' },
    { method: 'POST', path: '/v1/subscriptions/sub_none/release' },
  ]);
});

test.each([
  [{ down: true }, /^The site failed \(HTTP 503\)/],
  [
    { html: true },
    /^The site asks for a login instead of responding .*in front of the Invoice module/,
  ],
  [{ forbidden: true }, /^Something in front of the Invoice module refuses .*CDN/],
  [{ failRate: 1 }, /^The site failed \(HTTP 500\)/],
])('a failing site (%j) is reported in a test and in a step', async (kind, message) => {
  await trouble(kind);
  const { search } = createTester(app, accountOf(sandbox.invoice7));
  const attempts = [() => connect(), () => search('find_invoice', { invoice: '2' })];
  for (const attempt of attempts) {
    const error = await attempt().then(
      () => new Error('It worked'),
      (thrown: Error) => thrown,
    );
    expect(error.name).toBe('AppError');
    expect(JSON.parse(error.message).message).toMatch(message);
  }
});

test('reports an unreachable site without secrets', async () => {
  const gone = await startServer(() => ({}));
  await gone[Symbol.asyncDispose]();
  const failure = connect({ baseUrl: gone.url, password: 'hidden-password' });
  await expect(failure).rejects.toThrow(/No response from http:\/\/127/);
  await expect(failure).rejects.not.toThrow(/hidden-password/);
});

test('too many requests throttle the Zap for as long as the site asks', async () => {
  await using site = await startServer(() => ({ status: 429, headers: { 'retry-after': '7' } }));
  await expect(connect({ baseUrl: site.url })).rejects.toMatchObject({
    name: 'ThrottledError',
    message: expect.stringContaining('"delay":7'),
  });
});
