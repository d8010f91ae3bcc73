import { signStandardWebhook } from '@invoice-relay/core/signature';
import { expect, onTestFinished, test } from 'vitest';

import { Subscriber } from './subscriber.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = JSON.stringify({ type: 'invoice.paid', data: { subject: { number: 'INV-1' } } });

async function startSubscriber() {
  const heard: string[] = [];
  const subscriber = await Subscriber.start({ onAccepted: ({ id }) => heard.push(id) });
  onTestFinished(() => subscriber.close());
  subscriber.trust(secret);
  const send = async (options: { readonly sent?: string; readonly signal?: AbortSignal }) => {
    const headers = signStandardWebhook({
      id: 'evt_1',
      timestamp: Math.floor(Date.now() / 1000),
      body,
      secrets: [secret],
    });
    const { sent = body, signal } = options;
    const init = { method: 'POST', headers, body: sent, ...(signal && { signal }) };
    return (await fetch(subscriber.url, init)).status;
  };
  return { subscriber, send, heard };
}

test('accepts a request signed with its secret', async () => {
  const { subscriber, send, heard } = await startSubscriber();
  expect(await send({})).toBe(204);
  expect(subscriber.accepted).toEqual([
    {
      id: 'evt_1',
      type: 'invoice.paid',
      subject: 'INV-1',
      body,
      problem: undefined,
      behaviour: 'accept',
    },
  ]);
  expect(heard).toEqual(['evt_1']);
});

test('rejects a body that was modified in transit', async () => {
  const { subscriber, send, heard } = await startSubscriber();
  expect(await send({ sent: body.replace('paid', 'void') })).toBe(401);
  expect(subscriber.attempts[0]?.problem).toContain('No signature');
  expect(subscriber.accepted).toEqual([]);
  expect(heard).toEqual([]);
});

test('records attempts but accepts nothing while it is down', async () => {
  const { subscriber, send } = await startSubscriber();
  subscriber.behave('refuse');
  expect(await send({})).toBe(503);
  expect(subscriber.attempts.map(({ id }) => id)).toEqual(['evt_1']);
  expect(subscriber.accepted).toEqual([]);
});

test('does not respond while it hangs', async () => {
  const { subscriber, send } = await startSubscriber();
  subscriber.behave('hang');
  await expect(send({ signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
  expect(subscriber.attempts).toHaveLength(1);
  expect(subscriber.accepted).toEqual([]);
});
