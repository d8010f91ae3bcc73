import type { AttemptEntity } from '../../../database/entities/attempt.entity.ts';
import type { AttemptView, DeliveryDetail, DeliveryView } from './deliveries.schemas.ts';
import { deliveryId } from './delivery-id.ts';
import type { DeliveryDetailRow, DeliveryRow } from './delivery-reader.ts';

/** A delivery as lists show it. */
export function deliveryView(row: DeliveryRow): DeliveryView {
  const { seq, subscriptionId, eventId, eventType, status, cause, replayId, attemptCount } = row;
  return {
    id: deliveryId(seq),
    subscriptionId,
    eventId,
    eventType,
    status,
    cause,
    replayId,
    attemptCount,
    nextAttemptAt: status === 'pending' ? isoTime(row.nextAttemptAt) : null,
    createdAt: isoTime(row.createdAt),
    finishedAt: row.finishedAt === null ? null : isoTime(row.finishedAt),
  };
}

/** A delivery with its attempts. */
export function deliveryDetail(options: {
  readonly row: DeliveryDetailRow;
  readonly attempts: readonly AttemptEntity[];
}): DeliveryDetail {
  const { row, attempts } = options;
  const held = row.status === 'pending' && row.heldBackBy !== null;
  return {
    ...deliveryView(row),
    heldBackBy: held ? deliveryId(row.heldBackBy) : null,
    attempts: attempts.map(attemptView),
  };
}

function attemptView(attempt: AttemptEntity, index: number): AttemptView {
  const { startedAt, durationMs, status, error, response } = attempt;
  return { number: index + 1, startedAt: isoTime(startedAt), durationMs, status, error, response };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
