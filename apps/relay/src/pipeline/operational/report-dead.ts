import { isOperationalEventType, maskLinksInText } from '@invoice-relay/core/events';

import { countAttempts } from '../../database/tables/attempts.ts';
import { findEventTypes } from '../../database/tables/events.ts';
import { describeSubscriptions } from '../../database/tables/subscription-health.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { DueDelivery } from '../lanes/delivery-queue.ts';
import type { OperationalLog } from './operational-log.ts';
import { deliveryDead } from './subscription-events.ts';

/**
 * Reports deliveries that are not retried any more, each once. Nothing is reported about deliveries
 * of operational events, as that could go on forever.
 */
export async function reportDead(
  tx: Transaction,
  options: {
    readonly log: OperationalLog;
    readonly dead: readonly { readonly delivery: DueDelivery; readonly error: string | null }[];
    readonly now: number;
  },
): Promise<void> {
  const { log, dead, now } = options;
  if (dead.length === 0) return;
  const events = await findEventTypes(
    tx,
    dead.map(({ delivery }) => delivery.eventSeq),
  );
  const subscriptions = await describeSubscriptions(
    tx,
    dead.map(({ delivery }) => delivery.subscriptionId),
  );
  // Including those from before it was retried by hand, as the API counts them.
  const attempts = await countAttempts(
    tx,
    dead.map(({ delivery }) => delivery.seq),
  );
  const reported = dead.flatMap(({ delivery, error }) => {
    const event = events.get(delivery.eventSeq);
    const subscription = subscriptions.get(delivery.subscriptionId);
    if (event === undefined || subscription === undefined) return [];
    if (isOperationalEventType(event.type)) return [];
    const { seq } = delivery;
    return [
      deliveryDead({
        seq,
        subscription,
        event,
        attempts: attempts.get(seq) ?? 0,
        error: error === null ? null : maskLinksInText(error),
      }),
    ];
  });
  await log.append(tx, { events: reported, now });
}
