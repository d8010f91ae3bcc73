import { expect, test } from 'vitest';

import { openTestApp } from '../support/test-app.ts';
import { ApiKeyEntity } from '../../src/database/entities/api-key.entity.ts';

const url = '/v1/api-keys';
const post = (body: unknown) => ({ method: 'POST', url, body }) as const;

test('a key is shown once, works, and is kept only as a fingerprint', async () => {
  await using relay = await openTestApp();
  const created = await relay.call(
    post({ name: ' Zapier ', scopes: ['subscribe', 'read', 'read'] }),
  );
  expect(created.status).toBe(201);
  const { key, ...shown } = created.json;
  expect(key).toMatch(/^irk_[\w-]{43}$/);
  expect(shown).toEqual({
    id: expect.stringMatching(/^key_[\w-]{22}$/),
    name: 'Zapier',
    scopes: ['read', 'subscribe'],
    origin: 'api',
    createdAt: '2026-11-20T10:00:00.000Z',
  });

  const list = await relay.call({ url });
  expect(list.json.data).toContainEqual(shown);
  expect(list.text).not.toContain(key);
  const rows = await relay.database.read((transaction) => transaction.entities.find(ApiKeyEntity));
  expect(JSON.stringify(rows)).not.toContain(key);
  // Known, but not allowed to manage keys.
  expect((await relay.call({ url, key })).status).toBe(403);
});

test('only administrators manage keys', async () => {
  await using relay = await openTestApp();
  for (const key of [relay.keys.read, relay.keys.subscribe]) {
    expect((await relay.call({ url, key })).status).toBe(403);
    const body = { name: 'x', scopes: ['admin'] };
    expect((await relay.call({ ...post(body), key })).status).toBe(403);
    expect((await relay.call({ method: 'DELETE', url: `${url}/x`, key })).status).toBe(403);
  }
});

test.each([
  [{}, ['name', 'scopes']],
  [{ name: ' ', scopes: [] }, ['name', 'scopes']],
  [{ name: 'x'.repeat(101), scopes: ['root'] }, ['name', 'scopes.0']],
  [{ name: 'x', scopes: ['read'], key: 'mine' }, ['key']],
])('%j is refused', async (body, paths) => {
  await using relay = await openTestApp();
  const answer = await relay.call(post(body));
  expect(answer.status).toBe(400);
  expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
});

test('the list is paginated, oldest first', async () => {
  await using relay = await openTestApp();
  const names: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    relay.clock.advance(index % 2);
    await relay.call(post({ name: `key ${index}`, scopes: ['read'] }));
  }
  let next: string | null = '';
  let pages = 0;
  do {
    const after = next === '' ? '' : `&after=${next}`;
    const page = await relay.call({ url: `${url}?limit=3${after}` });
    names.push(...page.json.data.map(({ name }: { name: string }) => name));
    next = page.json.next;
    pages += 1;
  } while (next !== null);
  expect(pages).toBe(3);
  // Keys created at the same moment have no defined order, but their order is stable.
  expect(names.toSorted()).toEqual(
    ['admin', 'read', 'subscribe', ...[0, 1, 2, 3, 4].map((index) => `key ${index}`)].toSorted(),
  );
  const times = (await relay.call({ url })).json.data.map(
    ({ createdAt }: { createdAt: string }) => createdAt,
  );
  expect(times).toEqual(times.toSorted());
});

test('a deleted key is refused at once', async () => {
  await using relay = await openTestApp();
  const { id, key } = (await relay.call(post({ name: 'x', scopes: ['admin'] }))).json;
  expect((await relay.call({ url, key })).status).toBe(200);
  const gone = await relay.call({ method: 'DELETE', url: `${url}/${id}` });
  expect([gone.status, gone.text]).toEqual([204, '']);
  expect((await relay.call({ url, key })).status).toBe(401);
  const again = await relay.call({ method: 'DELETE', url: `${url}/${id}` });
  expect(again.json).toMatchObject({ status: 404, code: 'api_key_not_found' });
});

test('the last administrator key cannot be deleted', async () => {
  await using relay = await openTestApp();
  const { data } = (await relay.call({ url })).json;
  const { id } = data.find(({ name }: { name: string }) => name === 'admin');
  const refused = await relay.call({ method: 'DELETE', url: `${url}/${id}` });
  expect(refused.json).toMatchObject({ status: 409, code: 'last_admin_key' });
  expect(refused.json.detail).toContain('POST /v1/api-keys');

  const { key } = (await relay.call(post({ name: 'next', scopes: ['admin'] }))).json;
  expect((await relay.call({ method: 'DELETE', url: `${url}/${id}`, key })).status).toBe(204);
});
