import type { EventTypePattern } from '@invoice-relay/core/events';
import * as v from 'valibot';

import type { Caller, CallOptions, UnsafeCallOptions } from '../http/caller.ts';
import { listCalls } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

export const replaySchema = openObject({
  /** `rpl_…`; null for a dry run. */
  id: v.nullable(v.string()),
  subscriptionId: v.string(),
  from: v.nullable(timeSchema),
  to: v.nullable(timeSchema),
  eventTypes: v.nullable(v.array(v.string())),
  status: v.nullable(v.array(openWord<'delivered' | 'dead' | 'cancelled'>())),
  state: openWord<'running' | 'done' | 'cancelled' | 'dry_run'>(),
  /** Number of events to replay, counted at the start. */
  total: v.number(),
  /** Number of deliveries created so far. */
  enqueued: v.number(),
  /** How many of them are pending. */
  pending: v.exactOptional(v.number()),
  /** How many of them were delivered, and how many were given up. */
  delivered: v.number(),
  dead: v.number(),
  createdAt: timeSchema,
  /** When it had created all deliveries, or was cancelled. */
  finishedAt: v.nullable(timeSchema),
});
/** Past events, delivered again to a subscription. */
export type Replay = v.InferOutput<typeof replaySchema>;

/** With only `subscriptionId` it replays all events that the subscription selects: count first. */
export interface ReplayInput {
  readonly subscriptionId: string;
  /** ISO 8601: only events with a timestamp at or after the first, and before the second. */
  readonly from?: string;
  readonly to?: string;
  /** Only these event types, of those that the subscription selects. */
  readonly eventTypes?: readonly EventTypePattern[];
  /** Only events whose latest delivery to the subscription has one of these statuses. */
  readonly status?: readonly ('delivered' | 'dead' | 'cancelled')[];
  /** Only counts, without creating anything. */
  readonly dryRun?: boolean;
}

export interface Replays {
  create(input: ReplayInput, options?: UnsafeCallOptions): Promise<Replay>;
  list(
    query?: { readonly subscriptionId?: string } & PageQuery,
    options?: CallOptions,
  ): Promise<Page<Replay>>;
  get(input: { readonly id: string }, options?: CallOptions): Promise<Replay>;
  /** Creates no more deliveries, and cancels those that are not delivered. */
  cancel(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<void>;
  /** All of them, page by page; `limit` is the page size. */
  iterate(
    query?: { readonly subscriptionId?: string } & PageQuery,
    options?: CallOptions,
  ): AsyncGenerator<Replay, void, undefined>;
}

export function createReplays(caller: Caller): Replays {
  const all = ['v1', 'replays'] as const;
  const schema = replaySchema;
  return {
    create: (body, options) => caller.json({ method: 'POST', path: all, body, schema, options }),
    ...listCalls(caller, { path: all, schema }),
    get: ({ id }, options) => caller.json({ method: 'GET', path: [...all, id], schema, options }),
    cancel: ({ id }, options) => caller.nothing({ method: 'DELETE', path: [...all, id], options }),
  };
}
