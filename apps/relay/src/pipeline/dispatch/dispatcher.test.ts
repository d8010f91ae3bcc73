import { expect, test, vi } from 'vitest';

import { dispatcherSetUp } from '../../../test/support/dispatcher-setup.ts';

const soon = (check: () => void) => vi.waitFor(check, { interval: 1, timeout: 200_000 });

test.each(['claim', 'load', 'subscribers'] as const)(
  'when the database fails at %s, nothing is lost: everything is attempted later',
  async (failing) => {
    await using relay = dispatcherSetUp({ waiting: { a: 1 }, failing });
    relay.dispatcher.start();
    await soon(() => {
      relay.clock.advance(1_000);
      expect(relay.started.map(({ seq }) => seq)).toEqual([1]);
    });
  },
);

test('a subscription has ten attempts in flight at first; each one that ends makes room', async () => {
  await using relay = dispatcherSetUp({ waiting: { a: 30 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(10));
  relay.clock.advance(5);
  relay.started[0]?.end();
  await soon(() => expect(relay.started.length).toBeGreaterThanOrEqual(11));
  expect(relay.started.map(({ seq }) => seq)).toEqual(relay.started.map((_, index) => index + 1));
});

test('a hundred that never respond take nothing from the one beside them', async () => {
  const hanging = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`hangs ${index}`, 50]),
  );
  await using relay = dispatcherSetUp({ waiting: hanging });
  relay.dispatcher.start();
  await soon(() => expect(relay.started.length).toBeGreaterThan(500));
  for (let round = 1; round <= 20; round += 1) {
    relay.enqueue('quick', 1);
    await soon(() => expect(relay.of('quick')).toHaveLength(round));
    relay.of('quick').at(-1)?.end();
  }
});

test('unrecorded results occupy slots of their own subscription, not of others', async () => {
  const limits = { attempts: { guaranteed: 3, shared: 2, most: 100 }, ahead: 0 };
  await using relay = dispatcherSetUp({ waiting: { drips: 9 }, limits });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(5));
  relay.enqueue('other', 9);
  await soon(() => expect(relay.of('other')).toHaveLength(3));
  for (let ended = 0; ended < 6; ended += 1) {
    relay.of('other')[ended]?.end();
    await soon(() => expect(relay.of('other')).toHaveLength(ended + 4));
  }
  expect(relay.of('drips')).toHaveLength(5);
});

test('a damaged subscription is disabled with a log line, and the others continue', async () => {
  await using relay = dispatcherSetUp({ waiting: { bad: 1, good: 1 }, damaged: 'bad' });
  relay.dispatcher.start();
  await soon(() => expect(relay.of('good')).toHaveLength(1));
  await soon(() => expect(relay.disabled).toEqual(['bad']));
  expect(relay.logged.join('')).toMatch(/subscription disabled.*damaged/);
  expect(relay.of('bad')).toEqual([]);
});

test('a subscription of another encryption key is left as it is, and sent to once it can be read', async () => {
  let lacksKey = true;
  await using relay = dispatcherSetUp({
    waiting: { other: 1, good: 1 },
    damaged: 'other',
    lacksKey: () => lacksKey,
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.of('good')).toHaveLength(1));
  relay.read.length = 0;
  relay.wake.wake(['other']);
  await soon(() => expect(relay.read).toContain('other'));
  lacksKey = false;
  relay.wake.wake(['other']);
  await soon(() => expect(relay.of('other')).toHaveLength(1));
  expect(relay.disabled).toEqual([]);
  const told = relay.logged.filter((line) => line.includes('encryption key of a subscription'));
  expect(told).toHaveLength(1);
});

test('a full subscription is not read again when an attempt of another ends', async () => {
  await using relay = dispatcherSetUp({ waiting: { full: 90, other: 90 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(20));
  relay.read.length = 0;
  relay.wake.wake(['full']);
  relay.of('other')[0]?.end();
  await soon(() => expect(relay.of('other').length).toBeGreaterThan(10));
  relay.enqueue('third', 1);
  await soon(() => expect(relay.of('third')).toHaveLength(1));
  expect(relay.read).not.toContain('full');
});

test('a raised limit applies at once, even while the old one lets nothing start', async () => {
  await using relay = dispatcherSetUp({ waiting: { a: 9 }, pace: { maxInFlight: 1 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(1));
  relay.change('a', { pace: { maxPerSecond: null, maxInFlight: 5 } });
  await soon(() => expect(relay.started).toHaveLength(5));
});

test.each([
  { changed: { status: 'paused' }, sent: [] },
  { changed: { url: 'https://new.example/' }, sent: ['https://new.example/'] },
] as const)('a change to $changed applies to what is being loaded', async ({ changed, sent }) => {
  let changes = 1;
  await using relay = dispatcherSetUp({
    waiting: { a: 1, other: 1 },
    onLoad() {
      if (changes > 0) {
        changes -= 1;
        relay.change('a', changed);
      }
      return true;
    },
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.of('other')).toHaveLength(1));
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect(relay.of('a').map(({ url }) => url)).toEqual(sent);
});

test('what is released because of a change is claimed again at once', async () => {
  const released = Promise.withResolvers<void>();
  await using relay = dispatcherSetUp({
    waiting: { a: 3 },
    pace: { maxInFlight: 1 },
    onRelease: () => released.promise,
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(1));
  relay.change('a', {});
  relay.started[0]?.end();
  const claims = relay.claims();
  await soon(() => expect(relay.claims()).toBe(claims + 1));
  expect(relay.started).toHaveLength(1);
  released.resolve();
  await soon(() => expect(relay.started).toHaveLength(2));
});

test.each([
  { changed: { url: 'https://new.example/' }, sent: ['https://new.example/'], released: 0 },
  { changed: { status: 'paused' }, sent: [], released: 1 },
] as const)(
  'a change to $changed by a process whose message is lost applies to what was read ahead',
  async ({ changed, sent, released }) => {
    let releases = 0;
    await using relay = dispatcherSetUp({
      waiting: { a: 3 },
      pace: { maxInFlight: 1 },
      onRelease: async () => void (releases += 1),
    });
    relay.dispatcher.start();
    await soon(() => expect(relay.started).toHaveLength(1));
    relay.changeUnheard(changed);
    for (let second = 0; second < 12; second += 1) {
      relay.clock.advance(1_000);
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    }
    // It stays claimed: the subscription's limits are kept by the process that serves it.
    expect(releases).toBe(released);
    relay.started[0]?.end();
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(relay.started.slice(1, 2).map(({ url }) => url)).toEqual(sent);
  },
);

test('what is enqueued while subscriptions are read is claimed at once', async () => {
  let reads = 0;
  await using relay = dispatcherSetUp({
    waiting: { a: 1 },
    onSubscribers() {
      reads += 1;
      if (reads > 1) return;
      relay.clock.advance(1);
      relay.enqueue('a', 1);
    },
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(2));
});

test('a retry that is scheduled while due times are read is made when it is due', async () => {
  let looks = 0;
  await using relay = dispatcherSetUp({
    waiting: { a: 1 },
    async onNextDue() {
      looks += 1;
      if (looks !== 2) return;
      relay.started[0]?.end(relay.clock.now() + 1_000);
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    },
  });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(1));
  relay.wake.wake();
  await soon(() => expect(looks).toBe(2));
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  relay.clock.advance(1_000);
  await soon(() => expect(relay.started).toHaveLength(2));
});

test('events that are overdue and still incomplete are not claimed over and over', async () => {
  await using relay = dispatcherSetUp({ waiting: { a: 100 }, onLoad: () => false });
  relay.dispatcher.start();
  for (let turn = 0; turn < 100; turn += 1) {
    relay.clock.advance(0);
    await new Promise(setImmediate);
  }
  expect(relay.claims()).toBe(1);
});

test('a rate that opens during a read is not missed', async () => {
  await using relay = dispatcherSetUp({
    waiting: { a: 40 },
    pace: { maxPerSecond: 20 },
    loadMs: 60,
  });
  relay.dispatcher.start();
  const from = relay.clock.now();
  await soon(() => {
    relay.clock.advance(10);
    for (const attempt of relay.started.splice(0)) attempt.end();
    expect(relay.ended()).toBe(40);
  });
  expect(relay.clock.now() - from).toBeLessThan(4_500);
});

test('a stop ends after its grace period, whatever hangs', async () => {
  const relay = dispatcherSetUp({ waiting: { a: 10 } });
  relay.dispatcher.start();
  await soon(() => expect(relay.started).toHaveLength(10));
  let stopped = false;
  const stop = relay.dispatcher.stop({ graceMs: 8_000 }).finally(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  relay.clock.advance(7_999);
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  relay.clock.advance(1);
  await stop;
});
