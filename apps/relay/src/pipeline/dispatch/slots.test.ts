import { expect, test } from 'vitest';

import type { DueDelivery } from '../lanes/delivery-queue.ts';
import { defaultLimits } from './limits.ts';
import { Slots } from './slots.ts';

const limits = {
  inFlight: 10,
  retriesInFlight: 6,
  perSubscription: 4,
  retriesPerSubscription: 3,
  perFailingSubscription: 2,
};
const healthy = (id: string) => ({ id, failingSince: null, catchUpUntil: null });
let seq = 0;
const due = (subscriptionId: string, attempts = 0): DueDelivery => ({
  seq: (seq += 1),
  subscriptionId,
  eventSeq: seq,
  lane: `lane ${seq}`,
  attempts,
});

test('a subscription may take its own cap, and retries leave room for first attempts', () => {
  const slots = new Slots(limits);
  expect(slots.demand(healthy('a'))).toEqual({ subscriptionId: 'a', limit: 4, retries: 3 });
  slots.take(due('a', 1));
  slots.take(due('a'));
  expect(slots.demand(healthy('a'))).toEqual({ subscriptionId: 'a', limit: 2, retries: 2 });
});

test('what is given back may be taken again', () => {
  const slots = new Slots(limits);
  const delivery = due('a', 1);
  slots.take(delivery);
  slots.giveBack(delivery);
  expect(slots.demand(healthy('a'))).toEqual({ subscriptionId: 'a', limit: 4, retries: 3 });
  expect(slots.total).toBe(0);
});

test('one that only fails is tried little, one that catches up one at a time', () => {
  const slots = new Slots(limits);
  expect(slots.demand({ ...healthy('a'), failingSince: 1 }).limit).toBe(2);
  expect(slots.demand({ ...healthy('a'), catchUpUntil: 9 }).limit).toBe(1);
  slots.take(due('a'));
  expect(slots.demand({ ...healthy('a'), catchUpUntil: 9 }).limit).toBe(0);
});

test('the caps over all hold, for retries earlier than for first attempts', () => {
  const slots = new Slots(limits);
  for (const id of ['a', 'b', 'c']) {
    slots.take(due(id, 1));
    slots.take(due(id, 1));
  }
  expect(slots.demand(healthy('d'))).toEqual({ subscriptionId: 'd', limit: 4, retries: 0 });
  for (let count = 0; count < 4; count += 1) slots.take(due('d'));
  expect(slots.demand(healthy('e')).limit).toBe(0);
});

test('when not all may start, subscriptions take turns and keep their own order', () => {
  const slots = new Slots({ ...limits, inFlight: 4 });
  const claimed = [due('a'), due('a'), due('a'), due('a'), due('b'), due('b')];
  const chosen = slots.fit(claimed).map((delivery) => claimed.indexOf(delivery));
  expect(chosen).toEqual([0, 4, 1, 5]);
});

test('by default a dead subscriber can never hold all slots', () => {
  const slots = new Slots(defaultLimits);
  const limit = slots.demand({ ...healthy('dead'), failingSince: 1 }).limit;
  expect(limit).toBeLessThan(defaultLimits.inFlight / 10);
});
