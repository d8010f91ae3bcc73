import type { EventType, EventTypePattern } from '@invoice-relay/core/events';
import * as v from 'valibot';

import type { Caller, CallOptions, UnsafeCallOptions } from '../http/caller.ts';
import { iteratePages, pageSchema } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

const entries = {
  /** `sub_…` */
  id: v.string(),
  url: v.string(),
  eventTypes: v.array(openWord<EventTypePattern>()),
  /** Null means every connection. */
  connectionIds: v.nullable(v.array(v.string())),
  ordering: openWord<'subject' | 'connection' | 'none'>(),
  description: v.nullable(v.string()),
  /**
   * `paused` by you, `disabled` by the relay, or `released` by its subscriber until `expiresAt`;
   * events are kept in all of them.
   */
  status: openWord<'active' | 'paused' | 'disabled' | 'released'>(),
  /** Why the relay disabled it, in plain English. */
  disabledReason: v.nullable(v.string()),
  /** Since when every attempt has failed; null after a success. */
  failingSince: v.nullable(timeSchema),
  /** The API key that manages it besides administrators; null once that is deleted. */
  apiKeyId: v.exactOptional(v.nullable(v.string())),
  /** When it is deleted automatically; null if it stays. */
  expiresAt: v.exactOptional(v.nullable(timeSchema)),
  headerNames: v.exactOptional(v.array(v.string())),
  expect: v.exactOptional(
    v.nullable(
      openObject({
        contentType: v.exactOptional(v.string()),
        bodyIncludes: v.exactOptional(v.string()),
      }),
    ),
  ),
  maxBytes: v.exactOptional(v.nullable(v.number())),
  maxPerSecond: v.exactOptional(v.nullable(v.number())),
  maxInFlight: v.exactOptional(v.nullable(v.number())),
  pace: v.exactOptional(
    openObject({
      perSecond: v.nullable(v.number()),
      inFlight: v.number(),
      waitsUntil: v.nullable(timeSchema),
      reason: v.nullable(openWord<'too_fast' | 'timeouts' | 'latency' | 'failures' | 'settings'>()),
    }),
  ),
  backlog: v.exactOptional(
    openObject({ pending: v.number(), oldestPendingAt: v.nullable(timeSchema) }),
  ),
  lastDeliveredAt: v.exactOptional(v.nullable(timeSchema)),
  createdAt: timeSchema,
  updatedAt: timeSchema,
};
const subscriptionSchema = openObject(entries);
/** Who receives which events, at which URL. */
export type Subscription = v.InferOutput<typeof subscriptionSchema>;

const subscriptionWithSecretSchema = openObject({ ...entries, secret: v.string() });
/** With what the subscriber verifies signatures with; other answers do not show it. */
export type SubscriptionWithSecret = v.InferOutput<typeof subscriptionWithSecretSchema>;

const claimedSubscriptionSchema = openObject({
  ...entries,
  secret: v.string(),
  /** True if an existing subscription was taken over, false if it was created. */
  claimed: v.boolean(),
});
export type ClaimedSubscription = v.InferOutput<typeof claimedSubscriptionSchema>;

const testAttemptSchema = openObject({
  /** The HTTP status; null if there was no response. */
  status: v.nullable(v.number()),
  durationMs: v.number(),
  /** What went wrong and how to fix it, in plain English; null if the status is 2xx. */
  error: v.nullable(v.string()),
  /** The first 1 KiB of the response body. */
  response: v.nullable(v.string()),
});
/** How sending a sample went. */
export type TestAttempt = v.InferOutput<typeof testAttemptSchema>;

export interface SubscriptionInput {
  readonly url: string;
  /**
   * Event types, groups such as `invoice.*`, or `*` for all that happens in the invoicing systems.
   * Operational events, what the relay tells of itself, come with `relay.*` only.
   */
  readonly eventTypes: readonly EventTypePattern[];
  /** Null, which it is unless given, is every connection. */
  readonly connectionIds?: readonly string[] | null;
  /** `subject` unless given. */
  readonly ordering?: 'subject' | 'connection' | 'none';
  /** `whsec_…`; the relay makes one unless given. */
  readonly secret?: string;
  /** A note for people. */
  readonly description?: string | null;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly expect?: { readonly contentType?: string; readonly bodyIncludes?: string } | null;
  readonly maxBytes?: number | null;
  readonly maxPerSecond?: number | null;
  readonly maxInFlight?: number | null;
}

export interface NewSubscription extends SubscriptionInput {
  /** After so many seconds it is deleted: 10 to 2,592,000. It stays unless given. */
  readonly expiresInSeconds?: number;
}

/** What is left out stays as it is. */
export interface SubscriptionChanges extends Partial<SubscriptionInput> {
  /** `active` delivers all that was missed, in chronological order. */
  readonly status?: 'active' | 'paused';
}

export interface Subscriptions {
  create(input: NewSubscription, options?: UnsafeCallOptions): Promise<SubscriptionWithSecret>;
  /**
   * Takes over the subscription that is there for exactly this URL, whatever its status: changed
   * to what is asked, active, with its secret and all that it has yet to deliver, in order. Makes
   * one when there is none. Safe to repeat.
   */
  claim(input: NewSubscription, options?: UnsafeCallOptions): Promise<ClaimedSubscription>;
  /**
   * Stops delivering, and keeps what waits and what happens for `restSeconds` (900 unless given, 0
   * to 86,400) in case it is claimed again; then it is deleted.
   */
  release(
    input: { readonly id: string; readonly restSeconds?: number },
    options?: UnsafeCallOptions,
  ): Promise<Subscription>;
  /** Oldest first. */
  list(query?: PageQuery, options?: CallOptions): Promise<Page<Subscription>>;
  get(input: { readonly id: string }, options?: CallOptions): Promise<Subscription>;
  /** All of them, page after page; `limit` is the size of a page. */
  iterate(query?: PageQuery, options?: CallOptions): AsyncGenerator<Subscription, void, undefined>;
  update(
    input: SubscriptionChanges & { readonly id: string },
    options?: UnsafeCallOptions,
  ): Promise<Subscription>;
  /** What is still to be delivered is cancelled. */
  delete(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<void>;
  /** Both secrets sign during `overlapSeconds`: 24 hours unless given, 0 to 30 days. */
  rotateSecret(
    input: { readonly id: string; readonly overlapSeconds?: number },
    options?: UnsafeCallOptions,
  ): Promise<SubscriptionWithSecret>;
  /** Sends the sample of an event type now. Each call sends: there is no idempotency key. */
  test(
    input: { readonly id: string; readonly eventType: EventType },
    options?: CallOptions,
  ): Promise<TestAttempt>;
}

export function createSubscriptions(caller: Caller): Subscriptions {
  const schema = subscriptionSchema;
  const withSecret = subscriptionWithSecretSchema;
  const all = ['v1', 'subscriptions'] as const;
  const list: Subscriptions['list'] = (query, options) =>
    caller.json({
      method: 'GET',
      path: all,
      query: { ...query },
      schema: pageSchema(schema),
      options,
    });
  return {
    create: (body, options) =>
      caller.json({ method: 'POST', path: all, body, schema: withSecret, options }),
    claim: (body, options) =>
      caller.json({
        method: 'POST',
        path: [...all, 'claim'],
        body,
        schema: claimedSubscriptionSchema,
        options,
      }),
    release: ({ id, ...body }, options) =>
      caller.json({ method: 'POST', path: [...all, id, 'release'], body, schema, options }),
    list,
    get: ({ id }, options) => caller.json({ method: 'GET', path: [...all, id], schema, options }),
    iterate: (query, options) =>
      iteratePages({
        from: query?.after,
        load: (after) => list({ ...query, ...after }, options),
      }),
    update: ({ id, ...body }, options) =>
      caller.json({ method: 'PATCH', path: [...all, id], body, schema, options }),
    delete: ({ id }, options) => caller.nothing({ method: 'DELETE', path: [...all, id], options }),
    rotateSecret: ({ id, ...body }, options) =>
      caller.json({
        method: 'POST',
        path: [...all, id, 'rotate-secret'],
        body,
        schema: withSecret,
        options,
      }),
    test: ({ id, ...body }, options) =>
      caller.json({
        method: 'POST',
        path: [...all, id, 'test'],
        body,
        schema: testAttemptSchema,
        options,
      }),
  };
}
