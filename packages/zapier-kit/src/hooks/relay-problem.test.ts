import { findEventType, operationalEventTypes } from '@invoice-relay/core/events';
import { generateStandardWebhookSecret, signStandardWebhook } from '@invoice-relay/core/signature';
import { expect, test } from 'vitest';

import { errorOf, inZapier } from '../../test/support/in-zapier.ts';
import { startServer } from '../../test/support/server.ts';
import { relayProblemTrigger } from './relay-problem.ts';

const secret = generateStandardWebhookSecret();
const trigger = relayProblemTrigger();

const run = (step: string, bundle: object) =>
  inZapier(Reflect.get(trigger.operation, step) as never, { bundle });

function delivered(event: object) {
  const content = JSON.stringify(event);
  const headers = signStandardWebhook({
    id: 'evt_1',
    timestamp: Math.floor(Date.now() / 1000),
    body: content,
    secrets: [secret],
  });
  return { subscribeData: { id: 'sub_1', secret }, rawRequest: { headers, content } };
}

test.each(operationalEventTypes)('%s has the keys of the sample', async (type) => {
  const { sample } = findEventType(type);
  const [record] = (await run('perform', delivered(sample))) as Record<string, unknown>[];
  expect(Object.keys(record!)).toEqual(Object.keys(trigger.operation.sample as object));
  expect(record).toMatchObject({
    id: sample.data.id,
    type,
    summary: sample.data.attributes['summary'],
    connectionId: sample.data.connectionId,
    subject: sample.data.subject,
    attributes: sample.data.attributes,
  });
});

test('events of invoicing systems and events that the relay did not sign do not start it', async () => {
  const { sample } = findEventType('invoice.paid');
  expect(await run('perform', delivered(sample))).toEqual([]);
  const forged = delivered(findEventType('relay.delivery.dead').sample);
  const content = `${forged.rawRequest.content} `;
  const error = await errorOf(
    run('perform', { ...forged, rawRequest: { ...forged.rawRequest, content } }),
  );
  expect(error['name']).toBe('HaltedError');
});

test.each([
  [{}, 'relay.*'],
  [{ event_types: [] }, 'relay.*'],
  [{ event_types: ['relay.delivery.dead'] }, 'relay.delivery.dead'],
])('with %j it lists %s, and nothing else', async (inputData, type) => {
  const asked: string[] = [];
  await using relay = await startServer(({ method, url }) => {
    asked.push(`${method} ${decodeURIComponent(url)}`);
    return { body: { data: [findEventType('relay.delivery.dead').sample], next: null } };
  });
  const authData = { relayUrl: relay.url, relayKey: 'irk_key' };
  const records = (await run('performList', { authData, inputData })) as object[];
  expect(records).toMatchObject([{ type: 'relay.delivery.dead', summary: expect.any(String) }]);
  expect(asked).toHaveLength(1);
  expect(new URL(`http://relay${asked[0]?.slice(4)}`).searchParams.getAll('type')).toEqual([type]);
});

test.each([{ event_types: ['invoice.paid'] }, { event_types: 'everything' }])(
  'rejects %j, which is not a relay problem',
  async (inputData) => {
    await using relay = await startServer(() => ({ body: { data: [], next: null } }));
    const authData = { relayUrl: relay.url, relayKey: 'irk_key' };
    for (const step of ['performList', 'performSubscribe']) {
      const error = await errorOf(run(step, { authData, inputData, targetUrl: 'https://x.test/' }));
      expect(error['message']).toMatch(
        /^Problems: “.*” is not one of the choices. Use one of: relay\./,
      );
    }
    expect(relay.seen).toEqual([]);
  },
);
