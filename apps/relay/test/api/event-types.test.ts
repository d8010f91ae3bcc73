import { gunzipSync } from 'node:zlib';

import { eventTypes } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import { exampleSource, openResources } from '../support/resources.ts';

test('lists every event type with everything a picker needs', async () => {
  await using relay = await openResources();

  const { json } = await relay.call({ url: '/v1/event-types', key: relay.keys.read });

  expect(json.next).toBeNull();
  expect(json.data.map(({ type }: { type: string }) => type)).toEqual(eventTypes);
  const paid = json.data.find(({ type }: { type: string }) => type === 'invoice.paid');
  expect(paid).toMatchObject({
    title: 'Invoice Paid',
    description: 'An invoice was paid in full.',
    subject: 'invoice',
    schema: { type: 'object', properties: { type: { const: 'invoice.paid' } } },
    sample: { type: 'invoice.paid', data: { id: expect.stringMatching(/^evt_/) } },
  });
});

test('the lean form has what a list shows, at a hundredth of the size', async () => {
  await using relay = await openResources();
  const full = await relay.call({ url: '/v1/event-types' });

  const lean = await relay.call({ url: '/v1/event-types?view=names' });

  expect(lean.json.data).toHaveLength(full.json.data.length);
  expect(Object.keys(lean.json.data[0])).toEqual(['type', 'title', 'description', 'subject']);
  expect(lean.text.length).toBeLessThan(full.text.length / 10);
});

test('an unchanged response is not sent again', async () => {
  await using relay = await openResources();
  const { headers } = await relay.call({ url: '/v1/event-types' });
  const etag = headers['etag'] ?? '';
  const again = (given: string, query = '') =>
    relay.call({ url: `/v1/event-types${query}`, headers: { 'if-none-match': given } });

  expect(headers['cache-control']).toBe('private, no-cache');
  expect(await again(etag)).toMatchObject({ status: 304, text: '' });
  expect(await again(`"other", ${etag.replace('W/', '')}`)).toMatchObject({ status: 304 });
  expect(await again('"other"')).toMatchObject({ status: 200 });
  expect(await again(etag, '?view=names')).toMatchObject({ status: 200 });
});

test('responses are compressed for clients that support it', async () => {
  await using relay = await openResources();
  const headers = { 'accept-encoding': 'gzip', authorization: `Bearer ${relay.keys.read}` };

  const answer = await relay.app.inject({ method: 'GET', url: '/v1/event-types', headers });

  expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  const plain = await relay.call({ url: '/v1/event-types' });
  expect(gunzipSync(answer.rawPayload).toString()).toBe(plain.text);
  expect(answer.rawPayload.length).toBeLessThan(plain.text.length / 10);
});

test('filters by source; unknown sources and other parameters are refused', async () => {
  await using relay = await openResources();
  const get = (query: string) => relay.call({ url: `/v1/event-types?${query}` });

  const { json } = await get('sources=example');
  expect(json.data.map(({ type }: { type: string }) => type).toSorted()).toEqual(
    [...exampleSource.eventTypes].toSorted(),
  );
  for (const query of [
    'sources=nonsense',
    'sources=example,nonsense',
    'source=example',
    'view=x',
  ]) {
    const refused = await get(query);
    expect([query, refused.status]).toEqual([query, 400]);
    expect(refused.json.errors).toHaveLength(1);
  }
});
