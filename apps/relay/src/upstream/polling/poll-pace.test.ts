import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { PollPace } from './poll-pace.ts';

test('requests keep to the rate, and a clock that is set back makes none wait longer', async () => {
  const clock = new ManualClock();
  let sent = 0;
  const transport = new PollPace({ clock }).pace({
    connectionId: 'con_1',
    requestsPerSecond: 2,
    transport: async () => {
      sent += 1;
      return { status: 200, headers: {}, body: new Uint8Array() };
    },
    signal: new AbortController().signal,
  });
  const ask = () => transport({ method: 'GET', url: 'https://vendor.example/', headers: {} });
  await ask();
  const second = ask();
  clock.advance(499);
  expect(sent).toBe(1);
  clock.advance(1);
  await second;
  expect(sent).toBe(2);

  clock.advance(-3_600_000);
  await ask();
  const fourth = ask();
  clock.advance(500);
  await fourth;
  expect(sent).toBe(4);
});

test('a deleted connection is forgotten, even while it is being polled', async () => {
  const clock = new ManualClock();
  const pace = new PollPace({ clock });
  let sent = 0;
  const open = () =>
    pace.pace({
      connectionId: 'con_1',
      requestsPerSecond: 1,
      transport: async () => {
        sent += 1;
        return { status: 200, headers: {}, body: new Uint8Array() };
      },
      signal: new AbortController().signal,
    });
  const ask = (transport: ReturnType<typeof open>) =>
    transport({ method: 'GET', url: 'https://vendor.example/', headers: {} });
  const running = open();
  await ask(running);
  pace.forget('con_1');
  void ask(running);
  await ask(open());
  expect(sent).toBe(2);
});

test.each([
  [2, [0, 500, 1_000]],
  [1, [0, 1_000, 2_000]],
  // Another process may have sent a request a second ago.
  [0.1, [9_000, 19_000, 29_000]],
])('at %d per second, three requests go after %j ms', async (requestsPerSecond, after) => {
  const clock = new ManualClock();
  const begunAt = clock.now();
  const sentAfter: number[] = [];
  const transport = new PollPace({ clock }).pace({
    connectionId: 'con_1',
    requestsPerSecond,
    transport: async () => {
      sentAfter.push(clock.now() - begunAt);
      return { status: 200, headers: {}, body: new Uint8Array() };
    },
    signal: new AbortController().signal,
  });
  const all = [1, 2, 3].map((page) => transport({ method: 'GET', url: `https://x/${page}` }));
  for (let ms = 0; ms < 30_000; ms += 500) {
    await new Promise(setImmediate);
    clock.advance(500);
  }
  await Promise.all(all);
  expect(sentAfter).toEqual(after);
});
