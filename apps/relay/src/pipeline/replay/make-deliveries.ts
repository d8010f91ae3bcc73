import type { ReplayEvent } from '../../database/tables/replays.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Creates a replay's deliveries of these events. */
export function makeDeliveries(
  tx: Transaction,
  options: {
    readonly queue: DeliveryQueue;
    readonly replay: { readonly id: string; readonly subscriptionId: string };
    readonly events: readonly ReplayEvent[];
    readonly now: number;
  },
): Promise<void> {
  const { queue, replay, events, now } = options;
  return queue.enqueue(tx, {
    now,
    deliveries: events.map(({ seq, lane, enrichUntil }) => ({
      subscriptionId: replay.subscriptionId,
      eventSeq: seq,
      lane,
      cause: 'replay',
      replayId: replay.id,
      ...(enrichUntil === null ? {} : { notBefore: enrichUntil }),
    })),
  });
}
