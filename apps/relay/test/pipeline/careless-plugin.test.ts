import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { playSource } from '../support/played-source.ts';
import { startTestRelay, until } from '../support/relay.ts';

test('a plugin that modifies its arguments changes nothing that is stored', async () => {
  const { source } = playSource();
  const webhook = source.webhook as NonNullable<AnySource['webhook']>;
  const meddling: AnySource = {
    ...source,
    webhook: {
      ...webhook,
      probe({ body }) {
        body.fill(0);
        return undefined;
      },
      verify(request, context) {
        const verified = webhook.verify(request, context);
        request.body.fill(0);
        return verified;
      },
      parse(request, context) {
        const activities = webhook
          .parse(request, context)
          .map((one) => ({ ...one, raw: one.raw.slice() }));
        request.body.fill(0);
        return activities;
      },
    },
    normalize(activity, context) {
      const events = source.normalize(activity, context);
      const isBad = new TextDecoder().decode(activity.raw).includes('bad');
      Object.assign(activity, { id: 'another', keptAs: 'another' });
      activity.raw.fill(0);
      if (isBad) throw new Error('too late');
      return events;
    },
  };
  await using relay = await startTestRelay({ sources: new SourceRegistry([meddling]) });
  const { ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  for (const body of ['{"id":1}', '{"id":2,"bad":1}']) {
    expect((await relay.post(ingestUrl, body)).status).toBe(200);
  }
  const kept = await relay.rows('SELECT "activity_id" AS "id", "raw" AS "bytes" FROM "activities"');
  expect(kept.map(textOf)).toEqual([{ id: '1', text: '{"id":1}' }]);
  const aside = async () =>
    (await relay.rows('SELECT "activity_id" AS "id", "body" AS "bytes" FROM "quarantine"')).map(
      textOf,
    );
  const before = [{ id: '2', text: '{"id":2,"bad":1}' }];
  expect(await aside()).toEqual(before);
  const { data } = (await relay.call('GET', '/v1/quarantine')).body;
  await relay.call('POST', `/v1/quarantine/${data[0].id}/retry`);
  expect(await aside()).toEqual(before);

  await relay.restart({ sources: new SourceRegistry([source]) });
  expect((await relay.call('POST', `/v1/quarantine/${data[0].id}/retry`)).body).toMatchObject({
    status: 'accepted',
  });
});

function textOf(row: unknown): { readonly id: string; readonly text: string } {
  const { id, bytes } = row as { id: string; bytes: Uint8Array };
  return { id, text: new TextDecoder().decode(bytes) };
}

test.each([{}, { parsesBodyAlone: true } as const])(
  'a webhook in which a plugin finds no activities has a line in the log (%o)',
  async (when) => {
    const { source } = playSource();
    const webhook = source.webhook as NonNullable<AnySource['webhook']>;
    const blind: AnySource = { ...source, webhook: { ...webhook, ...when, parse: () => [] } };
    await using relay = await startTestRelay({ sources: new SourceRegistry([blind]) });
    const { id, ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
    expect((await relay.post(ingestUrl, '{"id":1}')).status).toBe(200);
    await until(() => {
      const lines = relay.log().split('\n');
      const line = lines.find((text) => text.includes('"outcome":"empty"'));
      expect(JSON.parse(line ?? '{}')).toMatchObject({ connectionId: id, msg: 'ingest' });
    });
  },
);

test('leftover work of a plugin fails alone in the projector thread, and so does work after a commit', async () => {
  const plugin = new URL('../support/forsaken-source.ts', import.meta.url).href;
  await using relay = await startTestRelay({
    projector: 'thread',
    environment: { RELAY_SOURCES: plugin },
  });
  const { ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  const left = ['promise', 'timer', 'nothing', 'function', 'commit', 'promise'];
  for (const [id, normalize] of left.entries()) {
    const answer = await relay.post(ingestUrl, JSON.stringify({ id, normalize }));
    expect(answer.status).toBe(200);
  }
  const { data: events } = (await relay.call('GET', '/v1/events')).body;
  expect(events).toHaveLength(left.length);
  await until(async () => {
    const metrics = (await relay.call('GET', '/metrics')).body;
    expect(metrics).toContain('invoice_relay_source_faults_total{source="played"} 5');
    expect(metrics).toContain('invoice_relay_after_commit_faults_total 1');
  });
  const log = relay.log().replaceAll('\\"', '"');
  const fault = 'The source "played" failed in normalize(), which is a bug in the plugin: ';
  for (const words of ['Error: a promise of', 'TypeError: a timer of', 'Error: it threw undefined'])
    expect(log).toContain(`${fault}${words}`);
  expect(log).toContain('the commit cannot be reported');
  expect(log).toContain('work after a commit failed');
  // It was one thread throughout.
  expect(log).not.toContain('the projector cannot make events');
});

test('activities of one webhook to which a plugin gives one id are kept, not taken for repeats', async () => {
  const { source } = playSource();
  const webhook = source.webhook as NonNullable<AnySource['webhook']>;
  const careless: AnySource = {
    ...source,
    webhook: {
      ...webhook,
      parse(request, context) {
        const [one] = webhook.parse(request, context);
        if (one === undefined) return [];
        return ['{"id":1,"paid":1}', '{"id":1,"paid":2}'].map((text) => ({
          ...one,
          raw: new TextEncoder().encode(text),
        }));
      },
    },
  };
  await using relay = await startTestRelay({ sources: new SourceRegistry([careless]) });
  const { ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  expect((await relay.post(ingestUrl, '{"id":1}')).status).toBe(200);
  const { data } = (await relay.call('GET', '/v1/quarantine')).body;
  expect(data).toMatchObject([
    { detail: expect.stringContaining('two different activities with the same id') },
  ]);
});
