import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import type { Answer, ReceivedRequest } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

async function happens(relay: TestRelay, ingestUrl: string, invoice = 1): Promise<void> {
  const { status } = await relay.post(ingestUrl, signedBody(activity({ InvoiceId: invoice })));
  expect(status).toBe(200);
}

/** Everything the relay has on disk and in its log, as text. */
async function kept(relay: TestRelay): Promise<string> {
  const names = await readdir(relay.folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile());
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
  );
  return [...texts, relay.log()].join('\n');
}

function withUser(url: string, user: string): string {
  return url.replace('http://', `http://${user}@`);
}

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

test('custom headers of the subscriber come with each request, and are never shown', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  const { ingestUrl } = await relay.connect();
  const headers = { Authorization: 'Bearer s3cret-of-theirs', 'X-Tenant': 'tenant-42-of-theirs' };
  const made = await relay.call('POST', '/v1/subscriptions', {
    url: subscriber.url,
    eventTypes: ['*'],
    headers,
  });
  expect(made.body.headerNames).toEqual(['Authorization', 'X-Tenant']);
  await happens(relay, ingestUrl);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  expect(subscriber.requests[0]?.headers).toMatchObject({
    authorization: headers.Authorization,
    'x-tenant': headers['X-Tenant'],
    'content-type': 'application/json',
  });
  subscriber.verifyAll(made.body.secret);

  const path = `/v1/subscriptions/${made.body.id}`;
  const answers = [
    made,
    await relay.call('GET', path),
    await relay.call('GET', '/v1/subscriptions'),
    await relay.call('PATCH', path, { description: 'mine' }),
  ];
  await relay.stop();
  const texts = [JSON.stringify(answers.map(({ body }) => body)), await kept(relay)];
  expect(texts[1]).toContain(made.body.id);
  for (const text of texts) {
    expect(text).not.toContain('of-theirs');
    expect(text).not.toContain(Buffer.from('s3cret-of-theirs').toString('base64').slice(0, 12));
  }
});

/** As many web servers, tools and proxies respond. */
const tellTales: Readonly<Record<string, (request: ReceivedRequest) => Answer>> = {
  'a web server that does not know the path': ({ path }) => ({
    status: 404,
    body: `<pre>Cannot POST ${path.split('?')[0]}</pre>`,
  }),
  'an n8n without the workflow': ({ path }) => ({
    status: 404,
    body: JSON.stringify({
      message: `The requested webhook "POST ${path.split('/').at(-1)?.split('?')[0]}" is not registered.`,
    }),
  }),
  'a redirect': ({ path }) => ({
    status: 308,
    headers: { location: path.replace('/hook', '/new-secret-path') },
    body: `Redirecting to ${path.replace('/hook', '/new-secret-path')}`,
  }),
  'a tool that returns the request': ({ path, headers }) => ({
    status: 500,
    headers: { 'x-original-url': path, 'x-authorization': headers['authorization'] ?? '' },
    body: JSON.stringify({ path, headers }),
  }),
  'a script that escapes slashes': ({ path }) => ({
    status: 200,
    body: JSON.stringify({ path }).replaceAll('/', String.raw`\/`),
  }),
};

test.each(Object.entries(tellTales))(
  'what %s repeats of the request is not kept',
  async (_, respond) => {
    await using relay = await startTestRelay();
    await using subscriber = await startSubscriber(respond);
    const { ingestUrl } = await relay.connect();
    await relay.subscribe({
      url: `${subscriber.url}/path-of-theirs-1f3a?token=token%2Dof-theirs`,
      headers: { Authorization: 'Bearer s3cret-of-theirs', 'X-Tenant': 'tenant-42-of-theirs' },
    });
    await happens(relay, ingestUrl);
    await until(async () => {
      const { data } = (await relay.call('GET', '/v1/deliveries')).body;
      expect(data[0]?.attemptCount).toBe(1);
    });

    const { data } = (await relay.call('GET', '/v1/deliveries')).body;
    const { body } = await relay.call('GET', `/v1/deliveries/${data[0].id}`);
    await relay.stop();
    for (const text of [JSON.stringify(body), await kept(relay)]) {
      expect(text).not.toMatch(/of-theirs|new-secret/);
    }
  },
);

test.each([
  'Connection',
  'Keep-Alive',
  'proxy-authorization',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Host',
  'Content-Length',
  'webhook-id',
  'Webhook-Signature',
  'WEBHOOK-anything',
  'not a name',
])('refuses the header %j, and names it', async (name) => {
  await using relay = await startTestRelay();
  const { status, body } = await relay.call('POST', '/v1/subscriptions', {
    url: 'https://subscriber.example/hook',
    eventTypes: ['*'],
    headers: { [name]: 'value' },
  });
  expect(status).toBe(400);
  expect(JSON.stringify(body.errors)).toContain(name);
});

test('user name and password of a URL become a header, kept secret', async () => {
  await using relay = await startTestRelay();
  await using subscriber = await startSubscriber();
  const { ingestUrl } = await relay.connect();
  const made = await relay.call('POST', '/v1/subscriptions', {
    url: withUser(subscriber.url, 'jo%C3%A9:p%40ss:w%2Frd'),
    eventTypes: ['*'],
    headers: { 'X-Tenant': '42' },
  });
  expect(made.status).toBe(201);
  expect(made.body.url).toBe(subscriber.url);
  expect(made.body.headerNames.toSorted()).toEqual(['Authorization', 'X-Tenant']);
  await happens(relay, ingestUrl);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  expect(subscriber.requests[0]?.headers).toMatchObject({
    authorization: basic('joé:p@ss:w/rd'),
    'x-tenant': '42',
  });

  const path = `/v1/subscriptions/${made.body.id}`;
  const changed = await relay.call('PATCH', path, { url: withUser(subscriber.url, 'other:word') });
  expect(changed.body.headerNames.toSorted()).toEqual(['Authorization', 'X-Tenant']);
  await happens(relay, ingestUrl, 2);
  await until(() => expect(subscriber.requests).toHaveLength(2));
  expect(subscriber.requests[1]?.headers).toMatchObject({
    authorization: basic('other:word'),
    'x-tenant': '42',
  });

  // It is the same subscriber, with and without them.
  const claim = { url: withUser(subscriber.url, 'third:one'), eventTypes: ['*'] };
  const claimed = await relay.call('POST', '/v1/subscriptions/claim', claim);
  expect(claimed.body).toMatchObject({ id: made.body.id, claimed: true, url: subscriber.url });
  await relay.stop();
  expect(await kept(relay)).not.toMatch(
    new RegExp([basic('other:word'), basic('third:one'), 'other:word', 'p%40ss'].join('|')),
  );
});

test.each([
  ['another path', { url: 'https://subscriber.example/b' }, ['authorization', 'X-Tenant']],
  ['another host', { url: 'https://elsewhere.example/a' }, ['X-Tenant']],
  ['another port', { url: 'https://subscriber.example:8443/a' }, ['X-Tenant']],
  [
    'another host with a user',
    { url: 'https://jo:s3cret@elsewhere.example/a' },
    ['Authorization', 'X-Tenant'],
  ],
  [
    'another host with its headers',
    { url: 'https://elsewhere.example/a', headers: { Authorization: 'Bearer theirs' } },
    ['Authorization'],
  ],
])('a change of the URL to %s keeps an Authorization on its origin', async (_, change, names) => {
  await using relay = await startTestRelay();
  const { body } = await relay.call('POST', '/v1/subscriptions', {
    url: 'https://subscriber.example/a',
    eventTypes: ['*'],
    headers: { authorization: 'Bearer ours', 'X-Tenant': '42' },
  });
  const moved = await relay.call('PATCH', `/v1/subscriptions/${body.id}`, change);
  expect(moved.body.headerNames.toSorted()).toEqual(names.toSorted());
});

test.each([
  [
    { url: 'https://a:b@subscriber.example/', headers: { authorization: 'Bearer x' } },
    'headers.authorization',
    /one of the two/,
  ],
  [{ url: 'https://a%3Ab:c@subscriber.example/' }, 'url', /colon/],
  [{ url: 'https://a:100%@subscriber.example/' }, 'url', /percent-encoded/],
  [{ url: 'https://a:b@127.9.9.9.9/' }, 'url', /URL/],
])('%j is refused at %s', async (given, path, message) => {
  await using relay = await startTestRelay();
  const answer = await relay.call('POST', '/v1/subscriptions', { eventTypes: ['*'], ...given });
  expect(answer.status).toBe(400);
  const error = answer.body.errors.find((one: { readonly path: string }) => one.path === path);
  expect(error?.message).toMatch(message);
});

test('a subscription has as many requests in flight as it allows, and never more', async () => {
  await using relay = await startTestRelay();
  let inFlight = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  await using subscriber = await startSubscriber(async () => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
    inFlight -= 1;
    return 200;
  });
  const { ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url, maxInFlight: 2 });
  for (let invoice = 1; invoice <= 12; invoice += 1) await happens(relay, ingestUrl, invoice);
  for (let answered = 0; answered < 12; answered += 1) {
    // Both slots are taken as long as there is enough to do.
    const full = Math.min(2, 12 - answered);
    await until(() => expect(inFlight).toBe(full));
    waiting.shift()?.();
    await until(() => expect(inFlight === full - 1 || waiting.length === full).toBe(true));
  }
  await until(async () => {
    const { body } = await relay.call('GET', '/v1/deliveries?status=delivered');
    expect(body.data).toHaveLength(12);
  });
  expect(most).toBe(2);
});
