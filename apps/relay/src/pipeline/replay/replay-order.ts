import { In, IsNull } from 'typeorm';

import type { Database } from '../../database/database.ts';
import { ReplayEntity } from '../../database/entities/replay.entity.ts';
import { SubscriptionEntity } from '../../database/entities/subscription.entity.ts';
import {
  advanceReplay,
  filterOf,
  nextReplayEvents,
  runningReplayIds,
} from '../../database/tables/replays.ts';
import type { ReplayEvent } from '../../database/tables/replays.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { DeliveryQueue, DueDelivery } from '../lanes/delivery-queue.ts';
import { makeDeliveries } from './make-deliveries.ts';

/** How many older events are brought forward before a delivery; then it is checked again. */
const broughtForward = 200;

interface ReplayOrderOptions {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
}

/**
 * Keeps the order within a lane while a replay creates its deliveries chunk by chunk: before
 * anything is delivered, the deliveries of older events of its lane that the replay still has to
 * create are created. Other lanes are not affected.
 */
export class ReplayOrder {
  readonly #options: ReplayOrderOptions;

  constructor(options: ReplayOrderOptions) {
    this.#options = options;
  }

  /**
   * Creates what belongs before these. Afterwards they are the next of their lanes, or they wait.
   */
  async bringForward(claimed: readonly DueDelivery[]): Promise<void> {
    const { database } = this.#options;
    const subscriptionIds = [...new Set(claimed.map(({ subscriptionId }) => subscriptionId))];
    const ids = await database.read((tx) => runningReplayIds(tx, subscriptionIds));
    if (ids.length === 0) return;
    const replays = await database.read((tx) => findRunning(tx, ids));
    for (const delivery of claimed) {
      for (const running of replays) {
        if (running.replay.subscriptionId !== delivery.subscriptionId) continue;
        await this.#makeOlder(running, delivery);
      }
    }
  }

  async #makeOlder(running: RunningReplay, delivery: DueDelivery): Promise<void> {
    const { database, queue, clock } = this.#options;
    const known = await database.read((tx) => olderEvents(tx, { ...running, delivery, limit: 1 }));
    if (known.length === 0) return;
    await database.write(async (tx) => {
      // Again, now that nobody else creates deliveries for it.
      const [current] = await findRunning(tx, [running.replay.id]);
      if (current === undefined) return;
      const { replay } = current;
      const events = await olderEvents(tx, { ...current, delivery, limit: broughtForward });
      if (events.length === 0) return;
      await makeDeliveries(tx, { queue, replay, events, now: clock.now() });
      await advanceReplay(tx, { id: replay.id, made: events.length });
    });
  }
}

interface RunningReplay {
  readonly replay: ReplayEntity;
  readonly subscription: SubscriptionEntity;
}

async function findRunning(tx: Transaction, ids: readonly string[]): Promise<RunningReplay[]> {
  const replays = await tx.entities.findBy(ReplayEntity, { id: In(ids), status: 'running' });
  const subscriptions = await tx.entities.findBy(SubscriptionEntity, {
    id: In(replays.map(({ subscriptionId }) => subscriptionId)),
    deletedAt: IsNull(),
  });
  return replays.flatMap((replay) => {
    const subscription = subscriptions.find(({ id }) => id === replay.subscriptionId);
    // A replay that cannot be read creates nothing, and blocks nothing.
    return subscription === undefined || !isReadable(replay, subscription)
      ? []
      : [{ replay, subscription }];
  });
}

/** Earlier events of a delivery's lane that a replay has not delivered yet. */
async function olderEvents(
  tx: Transaction,
  options: RunningReplay & { readonly delivery: DueDelivery; readonly limit: number },
): Promise<readonly ReplayEvent[]> {
  const { replay, subscription, delivery, limit } = options;
  const { ordering } = subscription;
  const range = { after: replay.position, upTo: Math.min(replay.endSeq, delivery.eventSeq - 1) };
  if (ordering === 'none' || range.upTo <= range.after) return [];
  return nextReplayEvents(tx, {
    filter: filterOf(replay, subscription),
    replayId: replay.id,
    lane: { headEventSeq: delivery.eventSeq },
    range,
    ordering,
    limit,
  });
}

function isReadable(replay: ReplayEntity, subscription: SubscriptionEntity): boolean {
  try {
    filterOf(replay, subscription);
    return true;
  } catch {
    return false;
  }
}
