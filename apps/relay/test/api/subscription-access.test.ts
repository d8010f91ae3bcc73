import { expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

const url = '/v1/subscriptions';
const hook = 'https://hooks.example/secret/1?token=2';

async function open() {
  const relay = await openResources();
  const made = await relay.call({
    method: 'POST',
    url: '/v1/api-keys',
    body: { name: 'another', scopes: ['subscribe'] },
  });
  const subscribe = async (key: string) => {
    const body = { url: hook, eventTypes: ['*'] };
    return (await relay.call({ method: 'POST', url, body, key })).json.id as string;
  };
  return {
    ...relay,
    other: made.json as { readonly id: string; readonly key: string },
    mine: await subscribe(relay.keys.subscribe),
    theirs: await subscribe(made.json.key),
    admins: await subscribe(relay.keys.admin),
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  };
}

/** Every way to access one subscription. */
const touches = (id: string) =>
  [
    { method: 'GET', url: `${url}/${id}` },
    { method: 'PATCH', url: `${url}/${id}`, body: { url: 'https://elsewhere.example/' } },
    { method: 'POST', url: `${url}/${id}/rotate-secret` },
    { method: 'POST', url: `${url}/${id}/test`, body: { eventType: 'invoice.paid' } },
    { method: 'POST', url: `${url}/${id}/release` },
    { method: 'DELETE', url: `${url}/${id}` },
  ] as const;

async function listed(relay: Pick<Resources, 'call'>, key: string): Promise<string[]> {
  const { json } = await relay.call({ url, key });
  return json.data.map(({ id }: { id: string }) => id).toSorted();
}

async function forgetOwner(relay: Pick<Resources, 'database'>, id: string): Promise<void> {
  await relay.database.write((transaction) =>
    transaction.query(`UPDATE "subscriptions" SET "api_key_id" = NULL WHERE "id" = ?`, [id]),
  );
}

test('a key with the scope subscribe sees and manages only what it created', async () => {
  await using relay = await open();
  const key = relay.keys.subscribe;

  expect(await listed(relay, key)).toEqual([relay.mine]);
  for (const foreign of [relay.theirs, relay.admins]) {
    for (const call of touches(foreign)) {
      const answer = await relay.call({ ...call, key });
      expect(answer.json).toMatchObject({ status: 404, code: 'subscription_not_found' });
    }
  }
  for (const call of touches(relay.mine)) {
    expect((await relay.call({ ...call, key })).status).toBeLessThan(300);
  }
  expect(relay.sent).toHaveLength(1);
});

test('administrators manage all', async () => {
  await using relay = await open();

  expect(await listed(relay, relay.keys.admin)).toEqual(
    [relay.mine, relay.theirs, relay.admins].toSorted(),
  );
  for (const call of touches(relay.theirs)) {
    expect((await relay.call(call)).status).toBeLessThan(300);
  }
});

test('a read-only key sees everything but URLs', async () => {
  await using relay = await open();
  const key = relay.keys.read;

  const { json } = await relay.call({ url, key });
  const one = await relay.call({ url: `${url}/${relay.mine}`, key });

  expect(json.data).toHaveLength(3);
  expect(one.json.url).toBe('https://hooks.example/…');
  for (const secret of ['secret', 'token']) {
    expect(JSON.stringify(json.data.map((shown: { url: string }) => shown.url))).not.toContain(
      secret,
    );
  }
});

test('a subscription older than ownership is open to anyone who knows it, and belongs to whoever changes it', async () => {
  await using relay = await open();
  await forgetOwner(relay, relay.theirs);
  const key = relay.keys.subscribe;

  expect(await listed(relay, key)).toEqual([relay.mine]);
  const [look, change] = touches(relay.theirs);
  expect((await relay.call({ ...look, key })).json.apiKeyId).toBeNull();
  expect((await relay.call({ ...look, key: relay.other.key })).status).toBe(200);
  expect((await relay.call({ ...change, key })).status).toBe(200);

  expect(await listed(relay, key)).toEqual([relay.mine, relay.theirs].toSorted());
  expect((await relay.call({ ...look, key: relay.other.key })).status).toBe(404);
});

test('a claim by its URL takes it over as well', async () => {
  await using relay = await open();
  await forgetOwner(relay, relay.admins);
  const { key } = relay.other;
  await relay.call({ method: 'DELETE', url: `${url}/${relay.theirs}`, key });

  const body = { url: hook, eventTypes: ['*'] };
  const answer = await relay.call({ method: 'POST', url: `${url}/claim`, body, key });

  expect(answer.json).toMatchObject({
    id: relay.admins,
    claimed: true,
    apiKeyId: relay.other.id,
  });
});

test('when a key is deleted, its successor can take over what it created', async () => {
  await using relay = await open();
  await relay.call({ method: 'DELETE', url: `/v1/api-keys/${relay.other.id}` });

  const body = { url: 'https://new.example/' };
  const answer = await relay.call({
    method: 'PATCH',
    url: `${url}/${relay.theirs}`,
    body,
    key: relay.keys.subscribe,
  });

  expect(answer.json).toMatchObject(body);
});

test('deliveries are seen and retried by the owner of their subscription', async () => {
  await using relay = await open();
  const { id: connectionId } = await relay.connect();
  await relay.append({ connectionId, events: [{}] });
  const all = (await relay.call({ url: '/v1/deliveries' })).json.data;
  expect(all).toHaveLength(3);
  const key = relay.keys.subscribe;

  const shown = (await relay.call({ url: '/v1/deliveries', key })).json.data;

  expect(shown).toMatchObject([{ subscriptionId: relay.mine }]);
  for (const { id, subscriptionId } of all) {
    const status = subscriptionId === relay.mine ? 200 : 404;
    const one = `/v1/deliveries/${id}`;
    expect(await relay.call({ url: one, key })).toMatchObject({ status });
    const retry = await relay.call({ method: 'POST', url: `${one}/retry`, key });
    expect(retry.status).toBe(status === 200 ? 202 : 404);
    expect(await relay.call({ url: one, key: relay.keys.read })).toMatchObject({ status: 200 });
  }
});

test('nobody learns the id of a subscription without an owner by counting', async () => {
  await using relay = await open();
  const { id: connectionId } = await relay.connect();
  await relay.append({ connectionId, events: [{}, {}] });
  await relay.call({ method: 'DELETE', url: `/v1/api-keys/${relay.other.id}` });
  await forgetOwner(relay, relay.mine);
  const unowned = [relay.theirs, relay.mine];
  const { key } = (
    await relay.call({
      method: 'POST',
      url: '/v1/api-keys',
      body: { name: 'new', scopes: ['subscribe'] },
    })
  ).json;

  const counted = Array.from({ length: 12 }, (_, number) => `/v1/deliveries/dlv_${number}`);
  const calls = [
    ...counted.map((one) => ({ url: one })),
    ...counted.map((one) => ({ method: 'POST', url: `${one}/retry` }) as const),
    ...counted.map((one) => ({ method: 'POST', url: `${one}/cancel` }) as const),
    ...[url, '/v1/deliveries', '/v1/events?type=*,relay.*'].map((list) => ({ url: list })),
    ...unowned.map((id) => ({ url: `/v1/deliveries?subscriptionId=${id}` })),
  ];
  for (const call of calls) {
    const { text } = await relay.call({ ...call, key });
    expect([call.url, unowned.filter((id) => text.includes(id))]).toEqual([call.url, []]);
  }
  // Whoever comes back with a new key names it, changes it, and has its deliveries again.
  const body = { description: 'mine again' };
  await relay.call({ method: 'PATCH', url: `${url}/${relay.theirs}`, body, key });
  const { data } = (await relay.call({ url: '/v1/deliveries', key })).json;
  expect(data).toHaveLength(2);
  for (const { id } of data) {
    expect(await relay.call({ url: `/v1/deliveries/${id}`, key })).toMatchObject({ status: 200 });
  }
});
