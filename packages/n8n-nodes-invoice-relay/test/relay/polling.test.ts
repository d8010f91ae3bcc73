import { findEventType } from '@invoice-relay/core/events';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { RelayEvent } from '@invoice-relay/relay-client';
import { expect, onTestFinished, test, vi } from 'vitest';

import { executions, ids, numbers, play, startAgain } from './play-polling.ts';
import { problem, relayEvent } from './played-relay.ts';

test('begins with what happens after the activation, and gives each event once', async () => {
  const { relay, pollOnce } = play();
  relay.events = numbers(3).map((number) => relayEvent(number));
  expect(await pollOnce()).toBeNull();
  relay.events.push(relayEvent(4), relayEvent(5));
  expect(await pollOnce()).toEqual(['evt_4', 'evt_5']);
  expect(await pollOnce()).toBeNull();
  relay.events.push(relayEvent(6));
  expect(await pollOnce()).toEqual(['evt_6']);
});

test('a log that was empty at the activation is read from its beginning', async () => {
  const { relay, pollOnce } = play();
  expect(await pollOnce()).toBeNull();
  relay.events.push(relayEvent(1));
  expect(await pollOnce()).toEqual(['evt_1']);
});

test('an event comes out flat', async () => {
  const { relay, pollJson } = play({ startFrom: 'beginning' });
  relay.events = [relayEvent(1)];
  expect((await pollJson())?.[0]).toMatchObject({
    id: 'evt_1',
    type: 'invoice.paid',
    subject: { number: 'INV-7' },
  });
});

test('catches up in bounded steps, without a gap', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' });
  relay.events = numbers(1_230).map((number) => relayEvent(number));
  const steps = [await pollOnce(), await pollOnce(), await pollOnce(), await pollOnce()];
  expect(steps.map((step) => step?.length ?? 0)).toEqual([500, 500, 230, 0]);
  expect(steps.flatMap((step) => step ?? [])).toEqual(ids(numbers(1_230)));
});

test('takes as many of short pages, which large events come in', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning', options: { maxEvents: 30 } });
  relay.events = numbers(50).map((number) => relayEvent(number));
  relay.largestPage = 7;
  expect(await pollOnce()).toEqual(ids(numbers(30)));
  expect(await pollOnce()).toHaveLength(20);
});

test('takes no more than it was told, and stops when its time is up', async () => {
  const few = play({ startFrom: 'beginning', options: { maxEvents: 3 } });
  few.relay.events = numbers(5).map((number) => relayEvent(number));
  expect(await few.pollOnce()).toEqual(ids([1, 2, 3]));
  expect(await few.pollOnce()).toEqual(ids([4, 5]));
  const late = play({ startFrom: 'beginning' }, { budgetMs: 0 });
  late.relay.events = numbers(300).map((number) => relayEvent(number));
  expect(await late.pollOnce()).toHaveLength(200);
  expect(await late.pollOnce()).toHaveLength(100);
});

test.each(['many', 0, -1])(
  '%j events per poll are refused: nothing would ever come',
  async (given) => {
    const { relay, pollOnce } = play({ startFrom: 'beginning', options: { maxEvents: given } });
    relay.events = [relayEvent(1)];
    await expect(pollOnce()).rejects.toMatchObject({
      message: expect.stringContaining('Max Events per Poll: '),
    });
    expect(await pollOnce({ options: { maxEvents: '5' } })).toEqual(['evt_1']);
  },
);

test('stops before an event that waits for its document, and gives it in its turn', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' });
  relay.events = [relayEvent(1), relayEvent(2, { pending: true }), relayEvent(3)];
  expect(await pollOnce()).toEqual(['evt_1']);
  expect(await pollOnce()).toBeNull();
  relay.events[1] = relayEvent(2);
  expect(await pollOnce()).toEqual(['evt_2', 'evt_3']);
});

test('filters by type and connection, and is not held up by what it does not want', async () => {
  const one = play({ startFrom: 'beginning', connectionIds: ['con_2'], eventTypes: ['order.*'] });
  one.relay.events = [
    relayEvent(1, { type: 'order.created' }),
    relayEvent(2, { type: 'order.created', connectionId: 'con_2' }),
    relayEvent(3, { connectionId: 'con_2' }),
  ];
  expect(await one.pollOnce()).toEqual(['evt_2']);
  expect(one.relay.calls[0]).toContain('type=order.*&connectionId=con_2');

  const two = play({ startFrom: 'beginning', connectionIds: ['con_2', 'con_3'] });
  two.relay.events = numbers(420).map((number) =>
    relayEvent(number, number === 5 ? { pending: true } : {}),
  );
  two.relay.events.push(relayEvent(421, { connectionId: 'con_3' }));
  expect(await two.pollOnce()).toEqual(['evt_421']);
  expect(await two.pollOnce()).toBeNull();
  two.relay.events.push(relayEvent(422), relayEvent(423, { connectionId: 'con_2' }));
  expect(await two.pollOnce()).toEqual(['evt_423']);
});

test('a relay that goes away in between costs nothing', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' });
  relay.events = numbers(300).map((number) => relayEvent(number));
  relay.override = (call) =>
    call.includes('after=') ? Object.assign(new Error('x'), { code: 'ECONNRESET' }) : undefined;
  expect(await pollOnce()).toEqual(ids(numbers(200)));
  await expect(pollOnce()).rejects.toThrow('Invoice Relay cannot be reached');
  relay.override = undefined;
  expect(await pollOnce()).toEqual(ids(numbers(100, 201)));
});

test('a place that the relay does not know says what to do', async () => {
  const { relay, pollOnce } = play();
  relay.events = [relayEvent(1)];
  await pollOnce();
  relay.events = [relayEvent(2)];
  await expect(pollOnce()).rejects.toThrow('does not know the event at which this trigger stopped');
});

test('the editor shows the newest event that fits, or a sample, and moves nothing', async () => {
  const { relay, staticData, pollOnce } = play({ eventTypes: ['order.*'] }, { mode: 'manual' });
  expect(await pollOnce()).toEqual(['evt_sample']);
  relay.events = [
    relayEvent(1, { type: 'order.created' }),
    relayEvent(2, { type: 'order.created' }),
    relayEvent(3, { type: 'order.created', pending: true }),
    relayEvent(4),
  ];
  expect(await pollOnce()).toEqual(['evt_2']);
  expect(staticData).toEqual({});
});

test('without an event type it says so', async () => {
  await expect(play({ eventTypes: [] }).pollOnce()).rejects.toThrow('No event is selected');
});

test('takes events that an expression gives as text', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning', eventTypes: 'order.*, invoice.paid' });
  relay.events = [relayEvent(1), relayEvent(2, { type: 'order.created' })];
  expect(await pollOnce()).toEqual(['evt_1', 'evt_2']);
});

test('n8n is killed between keeping the place and beginning the execution: nothing is lost', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' });
  const run = executions();
  relay.events = [relayEvent(1), relayEvent(2)];
  expect(await run(await pollOnce())).toEqual(ids([1, 2]));
  relay.events.push(relayEvent(3));
  // Its static data is saved, but its execution never starts.
  expect(await pollOnce()).toEqual(['evt_3']);
  await startAgain();
  relay.events.push(relayEvent(4));
  expect(await run(await pollOnce())).toEqual(ids([3, 4]));
  expect(await pollOnce()).toBeNull();
});

test('n8n is killed after the execution has begun: nothing comes twice', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' });
  const run = executions();
  relay.events = [relayEvent(1), relayEvent(2)];
  expect(await run(await pollOnce())).toEqual(ids([1, 2]));
  relay.events.push(relayEvent(3));
  expect(await run(await pollOnce())).toEqual(['evt_3']);
  for (let start = 0; start < 2; start += 1) {
    await startAgain();
    expect(await run(await pollOnce())).toEqual([]);
    expect(await pollOnce()).toBeNull();
  }
  relay.events.push(relayEvent(4));
  expect(await run(await pollOnce())).toEqual(['evt_4']);
});

test('as many events are remembered as two polls can have', async () => {
  const asked: unknown[] = [];
  for (const maxEvents of [500, 5_000]) {
    const run = executions((options) => asked.push(options));
    await run(['evt_1'], { options: { maxEvents } });
  }
  expect(asked).toEqual([
    { mode: 'entries', maxEntries: 1_000 },
    { mode: 'entries', maxEntries: 10_000 },
  ]);
});

test('a retry of an execution gives all that it had', async () => {
  const run = executions();
  expect(await run(['evt_1'])).toEqual(['evt_1']);
  expect(await run(['evt_1', 'evt_2'], { mode: 'retry' })).toEqual(['evt_1', 'evt_2']);
});

test('where the relay has forgotten the place before, it goes on from the last one', async () => {
  const { relay, pollOnce } = play();
  relay.events = [relayEvent(1)];
  expect(await pollOnce()).toBeNull();
  relay.events.push(relayEvent(2));
  expect(await pollOnce()).toEqual(['evt_2']);
  await startAgain();
  relay.events = [relayEvent(2), relayEvent(3)];
  expect(await pollOnce()).toEqual(['evt_3']);
});

test('a first poll that fails does not move on without what n8n may not have executed', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' });
  relay.events = [relayEvent(1)];
  expect(await pollOnce()).toEqual(['evt_1']);
  relay.events.push(relayEvent(2));
  // Its execution never starts.
  expect(await pollOnce()).toEqual(['evt_2']);
  await startAgain();
  relay.override = (call) => (call.includes('after=evt_1') ? problem(503, 'stopping') : undefined);
  await expect(pollOnce()).rejects.toThrow();
  relay.override = undefined;
  expect(await pollOnce()).toEqual(['evt_2']);
});

test('a start that was changed counts after a restart of n8n, too', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' });
  for (const number of [1, 2, 3]) {
    relay.events.push(relayEvent(number));
    expect(await pollOnce()).toEqual([`evt_${number}`]);
  }
  expect(await pollOnce({ startFrom: 'now' })).toBeNull();
  await startAgain();
  relay.events.push(relayEvent(4));
  expect(await pollOnce({ startFrom: 'now' })).toEqual(['evt_4']);
});

test('where nothing comes that it waits for, it outlives the events that the relay purges', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const day = 24 * 3_600_000;
  for (const startFrom of ['now', 'beginning']) {
    const { relay, staticData, pollOnce } = play({ startFrom, eventTypes: ['order.*'] });
    relay.events = [relayEvent(1)];
    expect(await pollOnce()).toBeNull();
    // As saved by an earlier version of this node, which never looked up the end.
    if (startFrom === 'beginning') delete staticData['lookedAt'];
    for (let number = 2; number <= 10; number += 1) {
      relay.events.push(relayEvent(number));
      vi.setSystemTime(Date.now() + day);
      expect(await pollOnce()).toBeNull();
      relay.events = relay.events.slice(-1);
    }
    // Most polls send a single request.
    const before = relay.calls.length;
    expect(await pollOnce()).toBeNull();
    expect(relay.calls).toHaveLength(before + 1);
    relay.events.push(relayEvent(11, { type: 'order.created' }));
    expect(await pollOnce()).toEqual(['evt_11']);
    expect(await pollOnce()).toBeNull();
  }
});

test('what comes while it looks where the log ends is not passed over', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { relay, pollOnce } = play({ eventTypes: ['order.*'] });
  relay.events = [relayEvent(1)];
  expect(await pollOnce()).toBeNull();
  relay.events.push(relayEvent(2), relayEvent(3, { type: 'order.created', pending: true }));
  vi.setSystemTime(Date.now() + 24 * 3_600_000);
  relay.override = (call) => {
    if (call.includes('order=desc')) relay.events.push(relayEvent(4, { type: 'order.created' }));
    return undefined;
  };
  expect(await pollOnce()).toBeNull();
  relay.events[2] = relayEvent(3, { type: 'order.created' });
  expect(await pollOnce()).toEqual(ids([3, 4]));
});

test('starts after the relay’s own operational events, too', async () => {
  const { relay, pollOnce } = play({ eventTypes: ['relay.*'] });
  const failing = (number: number) => relayEvent(number, { type: 'relay.connection.failing' });
  relay.events = [relayEvent(1), failing(2)];
  expect(await pollOnce()).toBeNull();
  relay.events.push(failing(3));
  expect(await pollOnce()).toEqual(['evt_3']);
});

test('a relay that starts later than n8n does not keep the trigger from starting', async () => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' }, { activation: 'init' });
  relay.events = [relayEvent(1)];
  expect(await pollOnce()).toEqual(['evt_1']);
  await startAgain();
  relay.override = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  expect(await pollOnce()).toBeNull();
  // From then on users see it as failed executions.
  await expect(pollOnce()).rejects.toThrow('Invoice Relay cannot be reached');
  relay.override = undefined;
  relay.events.push(relayEvent(2));
  expect(await pollOnce()).toEqual(ids([1, 2]));
});

test.each([
  ['init', 503, true],
  ['leadershipChange', 500, true],
  ['init', 401, false],
  ['activate', 503, false],
])('the first poll at %s after a %i is postponed: %s', async (activation, status, isPostponed) => {
  const { relay, pollOnce } = play({ startFrom: 'beginning' }, { activation });
  relay.override = () => problem(status, 'stopping');
  // A trigger that never polled has nothing to lose: users see the error.
  await expect(pollOnce()).rejects.toThrow();
  relay.override = undefined;
  expect(await pollOnce()).toBeNull();
  await startAgain();
  relay.override = () => problem(status, 'stopping');
  expect(await pollOnce().catch(() => 'failed')).toBe(isPostponed ? null : 'failed');
});

test('version 2 adds numbers, or gives ten members alone', async () => {
  const sample = findEventType('invoice.paid').sample as unknown as RelayEvent;
  const pollAs = async (typeVersion: number, changes: Readonly<Record<string, unknown>> = {}) => {
    const { relay, pollJson } = play({ startFrom: 'beginning', ...changes }, { typeVersion });
    relay.events = [sample];
    return (await pollJson())?.[0];
  };
  expect(await pollAs(1)).toEqual(flattenEvent(sample));
  expect(await pollAs(2, { addNumbers: false })).toEqual(flattenEvent(sample));
  expect(await pollAs(2)).toMatchObject({
    invoice: {
      totals: { taxInclusiveAmount: '1298.81', taxInclusiveAmountNumber: 1298.81 },
      invoiceLines: [{ lineExtensionAmountNumber: 918 }, { lineExtensionAmountNumber: 172.5 }],
    },
  });
  expect(await pollAs(2, { output: 'simple' })).toEqual({
    id: sample.data.id,
    type: 'invoice.paid',
    timestamp: sample.timestamp,
    documentId: '3971',
    number: 'INV-0001',
    customer: 'Café Noordzee B.V.',
    currency: 'EUR',
    total: '1298.81',
    totalNumber: 1298.81,
    amountDue: '0.00',
    amountDueNumber: 0,
    dueDate: '2026-11-16',
  });
});
