import { expect, test } from 'vitest';

import { errorOf, inZapier } from '../../test/support/in-zapier.ts';
import { startServer } from '../../test/support/server.ts';
import { expireOn401 } from './expire-on-401.ts';
import { createReach } from './transport.ts';

const afterResponse = expireOn401({
  service: 'Envoice',
  baseUrl: ({ baseUrl }) => baseUrl ?? '',
  credentials: 'the auth key',
});

/** As all errors of a relay. */
const refusal = { status: 401, headers: { 'content-type': 'application/problem+json' } };

const askAt = (url: string, authData: object) =>
  inZapier(
    async (z) => {
      const { status } = await createReach(z).transport({ method: 'GET', url, headers: {} });
      return { status };
    },
    { bundle: { authData }, afterResponse },
  );

test('a 401 of the service asks to reconnect, and says what to copy again', async () => {
  await using server = await startServer(() => ({ status: 401 }));
  const asked = askAt(`${server.url}/api/list`, { baseUrl: `${server.url}/` });
  expect(await errorOf(asked)).toEqual({
    name: 'ExpiredAuthError',
    message: expect.stringContaining('Envoice does not accept the auth key.'),
  });
});

test('a 401 of the relay mentions the relay key', async () => {
  await using server = await startServer(() => refusal);
  const asked = askAt(`${server.url}/v1/events`, {
    baseUrl: 'https://www.example.com',
    relayUrl: server.url,
  });
  expect(await errorOf(asked)).toEqual({
    name: 'ExpiredAuthError',
    message: expect.stringContaining('relay key'),
  });
});

test.each([
  ['relay', 'shop', '/shop/invoice/1', 'Envoice'],
  ['relay', 'shop', '/relay/v1/events', 'relay key'],
  ['', 'shop', '/shop/invoice/1', 'Envoice'],
  ['', 'shop', '/v1/events', 'relay key'],
  ['relay', '', '/relay/v1/events', 'relay key'],
  ['relay', '', '/relayed', 'Envoice'],
])('on one host, with the relay at /%s and the service at /%s', async (relay, own, path, who) => {
  await using server = await startServer(() => refusal);
  const asked = askAt(`${server.url}${path}`, {
    relayUrl: `${server.url}/${relay}`,
    baseUrl: `${server.url}/${own}`,
  });
  expect(await errorOf(asked)).toMatchObject({ message: expect.stringContaining(who) });
});

test.each([
  ['/#', '/v1/events'],
  ['/relay/?', '/relay/v1/events'],
])('the address of the relay may be as it was copied: with %s', async (end, path) => {
  await using server = await startServer(() => refusal);
  const relayUrl = ` ${server.url}${end}`;
  const asked = askAt(`${server.url}${path}`, { relayUrl, baseUrl: 'https://www.example.com' });
  expect(await errorOf(asked)).toMatchObject({ message: expect.stringContaining('relay key') });
});

test('a 401 of a site whose paths are in the query asks to reconnect', async () => {
  await using server = await startServer(() => ({ status: 401 }));
  const asked = askAt(`${server.url}/?q=api/list`, { baseUrl: `${server.url}/?q=` });
  expect(await errorOf(asked)).toMatchObject({ name: 'ExpiredAuthError' });
});

test('a 401 of a proxy in front of the relay is a response, as it says nothing about the key', async () => {
  await using server = await startServer(() => ({
    status: 401,
    headers: { 'content-type': 'text/html', 'www-authenticate': 'Basic' },
  }));
  const authData = { relayUrl: server.url, baseUrl: 'https://www.example.com' };
  expect(await askAt(`${server.url}/v1/events`, authData)).toEqual({ status: 401 });
});

test('a 401 of another server is a response, because it received no credentials', async () => {
  await using server = await startServer(() => ({ status: 401 }));
  const others = { baseUrl: 'https://www.example.com', relayUrl: 'https://relay.example.com' };
  expect(await askAt(server.url, others)).toEqual({ status: 401 });
  expect(await askAt(server.url, {})).toEqual({ status: 401 });
  expect(await askAt(server.url, { baseUrl: 'no address' })).toEqual({ status: 401 });
});

test.each([200, 403, 404])('a %i of the service is a response', async (status) => {
  await using server = await startServer(() => ({ status }));
  expect(await askAt(server.url, { baseUrl: server.url })).toEqual({ status });
});
