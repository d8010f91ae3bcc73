import type {
  EventType,
  EventSubjectKind,
  EventTypePattern,
  JsonObject,
} from '@invoice-relay/core/events';
import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';
import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { listCalls } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { jsonObject, openObject, openWord, timeSchema } from '../schemas.ts';

export const relayEventSchema = openObject({
  /** A `switch` over it needs a `default`: a newer relay may have more types. */
  type: openWord<EventType>(),
  /** ISO 8601: the time of the activity, to the vendor's last digit. */
  timestamp: timeSchema,
  data: openObject({
    /** `evt_…`, also the `webhook-id` of its deliveries. */
    id: v.string(),
    /** Null if an operational event is not about a particular connection. */
    connectionId: v.nullable(v.string()),
    /** The name of the source; `relay` for operational events, which are the relay's own. */
    source: v.string(),
    subject: v.nullable(
      openObject({
        kind: openWord<EventSubjectKind>(),
        id: v.string(),
        number: v.nullable(v.string()),
      }),
    ),
    attributes: jsonObject<JsonObject>(),
    timestampSource: v.exactOptional(openWord<'seen' | 'corrected'>()),
    /** The event that it replaces, which had been misread. */
    corrects: v.exactOptional(openObject({ eventId: v.string(), type: openWord<EventType>() })),
    /** Present if a newer event of the same subject was stored before it. */
    late: v.exactOptional(openObject({ newerEventId: v.string(), newerTimestamp: timeSchema })),
    /** Present if it is delivered again because of a replay. */
    replay: v.exactOptional(openObject({ id: v.string() })),
    /** Null for operational events. */
    activity: v.nullable(
      openObject({
        id: v.string(),
        type: v.string(),
        message: v.nullable(v.string()),
        link: v.nullable(v.string()),
        createdAt: v.nullable(v.string()),
      }),
    ),
    invoice: v.exactOptional(v.nullable(jsonObject<Invoice>())),
    order: v.exactOptional(v.nullable(jsonObject<Order>())),
    estimate: v.exactOptional(v.nullable(jsonObject<Estimate>())),
    /** Absent if the connection does not enrich. */
    enrichment: v.exactOptional(
      openObject({
        /** `pending` while the vendor is being asked; subscribers receive the event afterwards. */
        state: openWord<'pending' | 'complete' | 'unavailable'>(),
        reason:
          v.exactOptional(
            openWord<'no_document' | 'timeout' | 'refused' | 'failed' | 'too_large'>(),
          ),
      }),
    ),
  }),
});
/** An event: the body that subscribers receive. */
export type RelayEvent = v.InferOutput<typeof relayEventSchema>;

export interface EventFilter {
  /**
   * As typed: a prefix of a number (`inv 7`), of a word of the customer's name, or of the
   * customer's email address; or the whole id of a subject or an event.
   */
  readonly search?: string;
  /**
   * One event type, a group such as `invoice.*`, or several. Defaults to `*`: all except
   * operational ones.
   */
  readonly type?: EventTypePattern | readonly EventTypePattern[];
  readonly connectionId?: string;
  readonly subjectKind?: EventSubjectKind;
  /** As the vendor gives it. */
  readonly subjectId?: string;
  /** ISO 8601: those at or after this time. */
  readonly from?: string;
  /** ISO 8601: those before this time. */
  readonly to?: string;
  /** `asc`, oldest first, by default. */
  readonly order?: 'asc' | 'desc';
}

export interface Events {
  list(query?: EventFilter & PageQuery, options?: CallOptions): Promise<Page<RelayEvent>>;
  get(input: { readonly id: string }, options?: CallOptions): Promise<RelayEvent>;
  /** What the vendor sent, byte for byte. */
  getActivity(input: { readonly id: string }, options?: CallOptions): Promise<Uint8Array>;
  /** All of them, page by page; `limit` is the page size. */
  iterate(
    query?: EventFilter & PageQuery,
    options?: CallOptions,
  ): AsyncGenerator<RelayEvent, void, undefined>;
}

export function createEvents(caller: Caller): Events {
  const all = ['v1', 'events'] as const;
  return {
    ...listCalls(caller, { path: all, schema: relayEventSchema }),
    get: ({ id }, options) =>
      caller.json({ method: 'GET', path: [...all, id], schema: relayEventSchema, options }),
    getActivity: ({ id }, options) =>
      caller.bytes({ method: 'GET', path: [...all, id, 'activity'], options }),
  };
}
