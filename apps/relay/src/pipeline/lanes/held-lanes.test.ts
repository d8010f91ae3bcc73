import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Database } from '../../database/database.ts';
import { Leases } from '../../database/leases.ts';
import { Presence } from '../../database/postgres/presence.ts';
import type { DueDelivery } from './delivery-queue.ts';
import { HeldLanes } from './held-lanes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const claimed = (seq: number, subscriptionId: string): DueDelivery => ({
  seq,
  subscriptionId,
  eventSeq: seq,
  lane: `${seq}`,
  attempts: 0,
  cause: 'live',
  replayId: null,
  claim: 7,
});

test('subscriptions whose claims ended while they were renewed are looked at again', async () => {
  const database = { write: async () => new Set([1]) } as unknown as Database;
  const onEnded = vi.fn<(subscriptionIds: readonly string[]) => void>();
  const held = new HeldLanes({
    database,
    leases: new Leases({ database, owner: 'one' }),
    presence: new Presence({ owner: 'one' }),
    onEnded,
  });
  const deliveries = [claimed(1, 'sub_a'), claimed(2, 'sub_b'), claimed(3, 'sub_b')];
  held.add({ deliveries, claimedAt: 0 });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(onEnded.mock.calls).toEqual([[['sub_b']]]);
});
