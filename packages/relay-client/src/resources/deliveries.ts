import type { EventType } from '@invoice-relay/core/events';
import * as v from 'valibot';

import type { Caller, CallOptions, UnsafeCallOptions } from '../http/caller.ts';
import { listCalls } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

/**
 * `delivered` is a 2xx; `dead` has used up its attempts; `cancelled` was given up or lost its
 * subscription.
 */
export type DeliveryStatus = 'pending' | 'delivered' | 'dead' | 'cancelled';

const subjectSchema = v.nullable(
  openObject({ kind: v.string(), id: v.string(), number: v.nullable(v.string()) }),
);

const entries = {
  /** `dlv_…` */
  id: v.string(),
  subscriptionId: v.string(),
  eventId: v.string(),
  eventType: openWord<EventType>(),
  /** What its event is about; null if nothing in particular. */
  subject: v.exactOptional(subjectSchema),
  status: openWord<DeliveryStatus>(),
  /**
   * Why it exists: `catch_up` means that its event was created while the subscription was not
   * active.
   */
  cause: v.optional(openWord<'live' | 'catch_up' | 'replay' | 'retry'>()),
  /** The replay that created it, if any. */
  replayId: v.optional(v.nullable(v.string())),
  /** Number of attempts so far. */
  attemptCount: v.number(),
  /** The earliest time of the next attempt; null unless it is pending. */
  nextAttemptAt: v.nullable(timeSchema),
  /** The delivery at the head of its lane that holds it back; null if none does. */
  waitsFor: v.exactOptional(
    v.nullable(
      openObject({
        deliveryId: v.string(),
        eventId: v.string(),
        subject: subjectSchema,
        lastAttempt: v.nullable(
          openObject({
            status: v.nullable(v.number()),
            error: v.nullable(v.string()),
            at: timeSchema,
          }),
        ),
        attempts: v.number(),
        nextAttemptAt: v.nullable(timeSchema),
      }),
    ),
  ),
  createdAt: timeSchema,
  /** Null while it is pending. */
  finishedAt: v.nullable(timeSchema),
};
export const deliverySchema = openObject(entries);
/** One event for one subscription. */
export type Delivery = v.InferOutput<typeof deliverySchema>;

export const attemptSchema = openObject({
  /** Starts at 1. */
  number: v.number(),
  startedAt: timeSchema,
  durationMs: v.number(),
  /** The HTTP status; null if there was no response. */
  status: v.nullable(v.number()),
  /** What went wrong, in plain English; null if it was delivered. */
  error: v.nullable(v.string()),
  /** The first 1 KiB of the response body. */
  response: v.nullable(v.string()),
  request: v.exactOptional(
    v.nullable(
      openObject({
        method: v.string(),
        url: v.string(),
        headers: v.record(v.string(), v.string()),
      }),
    ),
  ),
  responseHeaders: v.exactOptional(v.nullable(v.record(v.string(), v.string()))),
});
/** One HTTP request of a delivery. */
export type Attempt = v.InferOutput<typeof attemptSchema>;

export const deliveryWithAttemptsSchema = openObject({
  ...entries,
  /**
   * The pending delivery that must be delivered first because of the ordering; null if there is
   * none.
   */
  heldBackBy: v.nullable(v.string()),
  /** Oldest first. */
  attempts: v.array(attemptSchema),
});
export type DeliveryWithAttempts = v.InferOutput<typeof deliveryWithAttemptsSchema>;

export interface DeliveryFilter {
  readonly subscriptionId?: string;
  readonly eventId?: string;
  readonly status?: DeliveryStatus;
  /** `asc`, oldest first, by default. */
  readonly order?: 'asc' | 'desc';
}

export interface Deliveries {
  list(query?: DeliveryFilter & PageQuery, options?: CallOptions): Promise<Page<Delivery>>;
  get(input: { readonly id: string }, options?: CallOptions): Promise<DeliveryWithAttempts>;
  /** Makes it due now and restarts its retry schedule. */
  retry(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<DeliveryWithAttempts>;
  /** It is not sent any more. */
  cancel(
    input: { readonly id: string },
    options?: UnsafeCallOptions,
  ): Promise<DeliveryWithAttempts>;
  /** All of them, page by page; `limit` is the page size. */
  iterate(
    query?: DeliveryFilter & PageQuery,
    options?: CallOptions,
  ): AsyncGenerator<Delivery, void, undefined>;
}

export function createDeliveries(caller: Caller): Deliveries {
  const all = ['v1', 'deliveries'] as const;
  return {
    ...listCalls(caller, { path: all, schema: deliverySchema }),
    get: ({ id }, options) =>
      caller.json({
        method: 'GET',
        path: [...all, id],
        schema: deliveryWithAttemptsSchema,
        options,
      }),
    retry: ({ id }, options) =>
      caller.json({
        method: 'POST',
        path: [...all, id, 'retry'],
        schema: deliveryWithAttemptsSchema,
        options,
      }),
    cancel: ({ id }, options) =>
      caller.json({
        method: 'POST',
        path: [...all, id, 'cancel'],
        schema: deliveryWithAttemptsSchema,
        options,
      }),
  };
}
