import { getEventListeners } from 'node:events';

import pino from 'pino';
import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { until } from '../../../test/support/until.ts';
import { noTracer } from '../../operations/tracing/tracer.ts';
import type { DeliveryQueue, DueDelivery } from '../lanes/delivery-queue.ts';
import type { AttemptRecorder } from '../record/attempt-recorder.ts';
import { AttemptMaker } from './attempt-maker.ts';
import type { AttemptMakerOptions } from './attempt-maker.ts';
import type { SendResult } from '../send/sender.ts';
import type { ReadyDelivery } from './dispatch-store.ts';

const delivery: DueDelivery = {
  seq: 1,
  subscriptionId: 'sub_a',
  eventSeq: 1,
  lane: 'a',
  attempts: 0,
  cause: 'live',
  replayId: null,
  claim: 1,
};

const ready: ReadyDelivery = {
  delivery,
  event: { id: 'evt_1', type: 'invoice.paid', connectionId: 'con_1', trace: null },
  subscriber: {
    id: 'sub_a',
    url: 'https://subscriber.example/',
    status: 'active',
    failingSince: null,
    secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`],
    headers: {},
    expect: undefined,
    maxBytes: null,
    pace: { maxPerSecond: null, maxInFlight: null },
  },
  body: Buffer.from('{}'),
};

const answered: SendResult = {
  status: 200,
  error: null,
  headers: {},
  response: '',
  retryAfterMs: null,
  durationMs: 1,
  aborted: false,
};

/** One whose parts all work except those given. */
function attemptMaker(options: Partial<AttemptMakerOptions>): AttemptMaker {
  return new AttemptMaker({
    queue: { holds: () => true, release: async () => {} } satisfies Partial<DeliveryQueue> as never,
    sender: { send: async () => answered, close: async () => {} },
    recorder: recorder(async () => {}),
    clock: new ManualClock(),
    random: () => 0,
    logger: pino({ level: 'silent' }),
    tracer: noTracer,
    ...options,
  });
}

function recorder(record: AttemptRecorder['record']): AttemptRecorder {
  return { record } satisfies Partial<AttemptRecorder> as never;
}

test('an attempt that cannot be recorded is retried, and leaves nothing on the shared signal', async () => {
  const clock = new ManualClock();
  const { signal } = new AbortController();
  let refusals = 0;
  const maker = attemptMaker({
    recorder: recorder(async ({ again = false }) => {
      // What failed may have been stored nonetheless.
      expect(again).toBe(refusals > 0);
      refusals += 1;
      if (refusals <= 20) throw new Error('disk full');
    }),
    clock,
  });
  const made = maker.make({ ...ready, signal, onEnded: () => {} });
  for (let second = 1; second <= 20; second += 1) {
    await new Promise(setImmediate);
    expect(refusals).toBe(second);
    expect(getEventListeners(signal, 'abort').length).toBeLessThan(2);
    clock.advance(1_000);
  }
  expect(await made).toMatchObject({ status: 'delivered' });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

const fails = (): never => {
  throw new Error('disk full');
};

test('however many attempts cannot be recorded, the log says so once a minute, and when it is over', async () => {
  const clock = new ManualClock();
  const lines: { msg: string; waiting?: number }[] = [];
  const logger = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
  const { signal } = new AbortController();
  let isFull = true;
  let refusals = 0;
  const maker = attemptMaker({
    recorder: recorder(async () => {
      if (!isFull) return;
      refusals += 1;
      throw new Error('disk full');
    }),
    clock,
    logger,
  });
  const said = () =>
    lines
      .splice(0)
      .filter(({ msg }) => msg.includes('recorded'))
      .map(({ msg, waiting }) => [msg.split(';')[0], waiting]);
  const made = Array.from({ length: 50 }, (_, index) =>
    maker.make({
      ...ready,
      delivery: { ...delivery, seq: index + 1 },
      signal,
      onEnded: () => {},
    }),
  );
  await until(() => expect(refusals).toBe(50));
  const line = 'an attempt was made, but could not be recorded';
  expect(said()).toEqual([[line, 1]]);
  for (let second = 1; second <= 120; second += 1) {
    clock.advance(1_000);
    await until(() => expect(refusals).toBe(50 * (second + 1)));
  }
  expect(said()).toEqual([
    [line, 50],
    [line, 50],
  ]);
  isFull = false;
  clock.advance(1_000);
  await Promise.all(made);
  expect(said()).toEqual([['all attempts are recorded again', undefined]]);
});

test.each([
  {
    where: 'before it was sent',
    parts: { sender: { send: fails, close: async () => {} } },
    said: 'attempt could not be made',
  },
  {
    where: 'while the relay stops, after it was sent',
    parts: { recorder: recorder(async () => fails()) },
    said: 'attempt was made, but could not be recorded; it will be made again',
  },
  {
    where: 'after it was recorded',
    parts: { onAttempt: fails },
    said: 'attempt was recorded, but could not be reported',
  },
])(
  'when something fails $where, the log says what became of the attempt',
  async ({ parts, said }) => {
    const lines: { msg: string }[] = [];
    const logger = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
    const signal = AbortSignal.abort();
    const maker = attemptMaker({ ...parts, logger });
    expect(await maker.make({ ...ready, signal, onEnded: () => {} })).toBe(undefined);
    expect(lines.map(({ msg }) => msg)).toEqual([said]);
  },
);

test.each([
  [{ status: 200, error: null }, 'delivered'],
  [{ status: 500 }, 'failed'],
  [{ status: 503 }, 'failed'],
  [{ status: 503, retryAfterMs: 1_000 }, 'refused'],
  [{ status: 429 }, 'refused'],
  // By a proxy, on behalf of a subscriber that does not keep up.
  [{ status: 502 }, 'timeout'],
  [{ status: 504 }, 'timeout'],
  [{ status: null, timedOut: true }, 'timeout'],
  [{ status: null }, 'failed'],
  [{ status: null, aborted: true }, 'skipped'],
])('for the pace, %j counts as %s', async (response, outcome) => {
  const send = async () => ({ ...answered, error: 'it failed', ...response });
  const maker = attemptMaker({ sender: { send, close: async () => {} } });
  const outcomes: string[] = [];
  const { signal } = new AbortController();
  await maker.make({ ...ready, signal, onEnded: (sample) => outcomes.push(sample.outcome) });
  expect(outcomes).toEqual([outcome]);
});
