import type { Logger } from 'pino';

import type { AttemptRecord } from '../record/attempt-record.ts';
import type { ReadyDelivery } from './dispatch-store.ts';
import { deliveryId } from '../../shared/ids/delivery-id.ts';

/** One line per attempt, with the ids needed to trace an activity. */
export function logAttempt(
  logger: Logger,
  options: { readonly event: ReadyDelivery['event']; readonly record: AttemptRecord },
): void {
  const { event, record } = options;
  const { outcome } = record.judgement;
  const { status, durationMs, error } = record.result;
  const line = {
    deliveryId: deliveryId(outcome.delivery.seq),
    subscriptionId: outcome.delivery.subscriptionId,
    eventId: event.id,
    eventType: event.type,
    connectionId: event.connectionId,
    attempt: outcome.delivery.attempts + 1,
    status,
    durationMs,
    outcome: outcomeName(record),
    ...(outcome.status === 'pending'
      ? { nextAttemptAt: new Date(outcome.nextAttemptAt).toISOString() }
      : {}),
    ...(error === null ? {} : { error }),
  };
  if (error === null) logger.info(line, 'attempt delivered');
  else logger.warn(line, 'attempt failed');
}

function outcomeName({ judgement: { outcome, gone, refused } }: AttemptRecord): string {
  if (gone) return 'gone';
  if (refused) return 'too_fast';
  return outcome.status === 'pending' ? 'retry' : outcome.status;
}
