import { textFor } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import type { AttemptEntity } from '../../../database/entities/attempt.entity.ts';
import { hidden } from '../../../pipeline/record/attempt-headers.ts';
import type { KeptHeaders, KeptRequest } from '../../../pipeline/record/attempt-headers.ts';
import { readJson } from '../../../shared/read-json.ts';
import type { AttemptView, DeliveryDetail, DeliveryView } from './deliveries.schemas.ts';
import { deliveryId } from '../../../shared/ids/delivery-id.ts';
import type { DeliveryDetailRow, DeliveryRow } from './delivery-reader.ts';
import type { EventSubject } from './event-subjects.ts';
import type { LaneHead } from './lane-heads.ts';
import { isoTime } from '../../../shared/clock/iso-time.ts';

/** What is read in addition to the rows of deliveries, for all of them at once. */
export interface DeliveryContext {
  /** By their position in the queue. */
  readonly heads: ReadonlyMap<number, LaneHead>;
  /** By the position of their event in the log. */
  readonly subjects: ReadonlyMap<number, EventSubject>;
}

/** A delivery as lists show it. */
export function deliveryView(options: {
  readonly row: DeliveryRow;
  readonly context: DeliveryContext;
  readonly key: CallerKey;
}): DeliveryView {
  const { row, context } = options;
  const { heads, subjects } = context;
  const { seq, subscriptionId, eventId, eventType, status, cause, replayId, attemptCount } = row;
  return {
    id: deliveryId(seq),
    subscriptionId,
    eventId,
    eventType,
    subject: subjects.get(Number(row.eventSeq)) ?? null,
    status,
    cause,
    replayId,
    attemptCount,
    nextAttemptAt: status === 'pending' ? isoTime(row.nextAttemptAt) : null,
    waitsFor: waitsFor(heads.get(Number(seq)), options),
    createdAt: isoTime(row.createdAt),
    finishedAt: row.finishedAt === null ? null : isoTime(row.finishedAt),
  };
}

function waitsFor(
  head: LaneHead | undefined,
  { context, key }: { readonly context: DeliveryContext; readonly key: CallerKey },
): DeliveryView['waitsFor'] {
  if (head === undefined) return null;
  const { seq, eventId, eventSeq, attempts, nextAttemptAt, lastAttempt } = head;
  return {
    deliveryId: deliveryId(seq),
    eventId,
    subject: context.subjects.get(eventSeq) ?? null,
    attempts,
    nextAttemptAt: isoTime(nextAttemptAt),
    lastAttempt: lastAttempt && {
      status: lastAttempt.status,
      error: lastAttempt.error === null ? null : textFor(key, lastAttempt.error),
      at: isoTime(lastAttempt.at),
    },
  };
}

/** A delivery with its attempts. */
export function deliveryDetail(options: {
  readonly row: DeliveryDetailRow;
  readonly context: DeliveryContext;
  readonly attempts: readonly AttemptEntity[];
  readonly key: CallerKey;
}): DeliveryDetail {
  const { row, context, attempts, key } = options;
  const held = row.status === 'pending' && row.heldBackBy !== null;
  return {
    ...deliveryView({ row, context, key }),
    heldBackBy: held ? deliveryId(row.heldBackBy) : null,
    attempts: attempts.map((attempt, index) =>
      attemptView({ attempt, number: index + 1, delivery: row, key }),
    ),
  };
}

function attemptView(options: {
  readonly attempt: AttemptEntity;
  readonly number: number;
  readonly delivery: DeliveryRow;
  readonly key: CallerKey;
}): AttemptView {
  const { attempt, number, key } = options;
  const { startedAt, durationMs, status, error, response } = attempt;
  return {
    number,
    startedAt: isoTime(startedAt),
    durationMs,
    status,
    error: error === null ? null : textFor(key, error),
    response: response === null ? null : textFor(key, response),
    request: requestView(options),
    responseHeaders: responseHeaders(attempt, key),
  };
}

function requestView(options: {
  readonly attempt: AttemptEntity;
  readonly delivery: DeliveryRow;
}): AttemptView['request'] {
  const { attempt, delivery } = options;
  const kept = readJson<KeptRequest | null>(attempt.request, null);
  if (kept === null) return null;
  return {
    method: 'POST',
    url: kept.url,
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(kept.ownHeaders.map((name) => [name, hidden])),
      'webhook-id': delivery.eventId,
      'webhook-timestamp': String(Math.floor(attempt.startedAt / 1_000)),
      'webhook-signature': kept.signature,
      ...(kept.traceparent === undefined ? {} : { traceparent: kept.traceparent }),
      ...(delivery.replayId === null ? {} : { 'invoice-relay-replay': delivery.replayId }),
    },
  };
}

function responseHeaders(attempt: AttemptEntity, key: CallerKey): AttemptView['responseHeaders'] {
  const kept = readJson<KeptHeaders | null>(attempt.responseHeaders, null);
  if (kept === null) return null;
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]) => [name, textFor(key, value)]),
  );
}
