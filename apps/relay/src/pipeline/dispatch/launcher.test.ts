import { setImmediate as nextTurn } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import type { AttemptMaker } from './attempt-maker.ts';
import type { ReadyDelivery } from './dispatch-store.ts';
import { Launcher } from './launcher.ts';
import { Paces } from './paces.ts';

const slots = { guaranteed: 1_000, shared: 1_000, most: 1_000 };

function ready(seq: number, subscriptionId: string): ReadyDelivery {
  const pace = { maxPerSecond: null, maxInFlight: null };
  return {
    delivery: { seq, subscriptionId },
    subscriber: { id: subscriptionId, pace, failingSince: null },
  } as unknown as ReadyDelivery;
}

/** A launcher whose attempts begin and never end. */
function open(ingestLoad: { perTurn: number } | undefined) {
  const started: number[] = [];
  const attempts = {
    make: ({ delivery }: ReadyDelivery) => {
      started.push(delivery.seq);
      return new Promise<undefined>(() => {});
    },
  };
  const clock = new ManualClock();
  const launcher = new Launcher({
    attempts: attempts as unknown as AttemptMaker,
    paces: new Paces(),
    clock,
    limits: { attempts: slots, ahead: 0 },
    ingestLoad,
    onRoom: () => {},
    onDueAt: () => {},
  });
  // One each, so that no pace limit applies.
  launcher.add(Array.from({ length: 40 }, (_, seq) => ready(seq, `sub_${seq}`)));
  return { launcher, started, clock };
}

test('deliveries give way to incoming requests, and are still made', async () => {
  const load = { perTurn: 64 };
  const { launcher, started } = open(load);
  launcher.launch();
  launcher.launch();
  expect(started).toHaveLength(16);
  await nextTurn();
  expect(started).toHaveLength(32);
  await nextTurn();
  expect(started).toHaveLength(40);
});

test.each([undefined, { perTurn: 0 }, { perTurn: 2 }])(
  'without a flood, everything that may start does, a few per turn: %o',
  async (load) => {
    const { launcher, started } = open(load);
    launcher.launch();
    launcher.launch();
    expect(started).toHaveLength(32);
    await nextTurn();
    expect(started).toHaveLength(40);
  },
);

test('in a flood, deliveries keep up when turns are long because the disk is slow', async () => {
  const { launcher, started, clock } = open({ perTurn: 16 });
  launcher.launch();
  expect(started).toHaveLength(4);
  clock.advance(30);
  await nextTurn();
  expect(started).toHaveLength(34);
});

test('subscriptions with fewer attempts in flight come first, in turns', async () => {
  const { launcher, started } = open({ perTurn: 0 });
  launcher.launch();
  await nextTurn();
  expect(started).toHaveLength(40);
  await nextTurn();
  launcher.add([
    ready(100, 'sub_0'),
    ready(101, 'sub_0'),
    ready(200, 'sub_new'),
    ready(201, 'sub_new'),
  ]);
  launcher.launch();
  expect(started.slice(40)).toEqual([200, 100, 201, 101]);
});

test('what was read before the clock was set back is read again, as what was read long ago', () => {
  const { launcher, clock } = open(undefined);
  expect(launcher.idsReadyFor(5_000)).toEqual([]);
  clock.advance(5_001);
  expect(launcher.idsReadyFor(5_000)).toHaveLength(40);
  clock.advance(-600_000);
  expect(launcher.idsReadyFor(5_000)).toHaveLength(40);
});
