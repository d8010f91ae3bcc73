import * as v from 'valibot';

import {
  estimateSchema,
  invoiceSchema,
  jsonObjectSchema,
  orderSchema,
  type Immutable,
} from '../models/index.ts';
import { sourceEventTypeSchema } from './event-type.ts';
import {
  activitySummarySchema,
  normalizedEventSchema,
  subjectSchema,
  timestampSourceSchema,
} from './event.ts';

export const eventIdSchema = v.pipe(v.string(), v.regex(/^evt_/));

/**
 * The result of requesting the full document. Absent on an event whose connection does not enrich,
 * unless the activity contained it.
 */
export const enrichmentOutcomeSchema = v.variant('state', [
  /**
   * The source is being asked. Only visible through the API: subscribers receive the event
   * afterwards.
   */
  v.object({ state: v.literal('pending') }),
  /** The document is present. */
  v.object({ state: v.literal('complete') }),
  v.object({
    state: v.literal('unavailable'),
    /**
     * - `no_document`: the event has no subject, or the source has no document for it
     * - `timeout`: the source did not respond in time
     * - `refused`: the source rejects the connection's credentials
     * - `failed`: the source responded with an error, or could not be reached
     * - `too_large`: the event would have been larger than the subscription's `maxBytes`
     */
    reason: v.picklist(['no_document', 'timeout', 'refused', 'failed', 'too_large']),
  }),
]);
export type EnrichmentOutcome = Immutable<v.InferOutput<typeof enrichmentOutcomeSchema>>;

/** An earlier event of the same activity that is no longer right. */
export const correctionSchema = v.object({
  eventId: eventIdSchema,
  type: sourceEventTypeSchema,
});
export type Correction = Immutable<v.InferOutput<typeof correctionSchema>>;

/**
 * The event is late: when it was stored, a newer one of its subject was already an event, so
 * subscribers may have received that one first.
 */
export const latenessSchema = v.object({
  /** The newest event of the subject at that time. */
  newerEventId: eventIdSchema,
  /** Its time, by the vendor's dates. */
  newerTimestamp: normalizedEventSchema.entries.timestamp,
});
export type Lateness = Immutable<v.InferOutput<typeof latenessSchema>>;

/** The documents that an event can contain, each under the name of its kind. */
export const documentSchemas = {
  invoice: v.nullable(invoiceSchema),
  order: v.nullable(orderSchema),
  estimate: v.nullable(estimateSchema),
};
export type DocumentKind = keyof typeof documentSchemas;

/** Present if it is delivered again because of a replay. */
export const replayMarkSchema = v.object({ id: v.string() });

/**
 * The body of an event that a source made from an activity. The catalog has a narrower one per
 * type.
 *
 * A document is null if it was not requested, or not available; `enrichment` tells which.
 */
export const sourceEventSchema = v.object({
  type: sourceEventTypeSchema,
  /** ISO 8601: the time of the activity, to the vendor's last digit. */
  timestamp: normalizedEventSchema.entries.timestamp,
  data: v.object({
    /** The event's id, which is also the `webhook-id` header. */
    id: eventIdSchema,
    connectionId: v.pipe(v.string(), v.regex(/^con_/)),
    /** The name of the source. */
    source: v.pipe(v.string(), v.minLength(1)),
    subject: v.nullable(subjectSchema),
    attributes: jsonObjectSchema,
    activity: activitySummarySchema,
    /** Omitted if the event's timestamp is the vendor's own date. */
    timestampSource: v.exactOptional(timestampSourceSchema),
    /**
     * The event that this one replaces. The activity had been misread; subscribers should undo what
     * they did for that event, and process this one.
     */
    corrects: v.exactOptional(correctionSchema),
    /** Present if a newer event of the same subject was stored before this one. */
    late: v.exactOptional(latenessSchema),
    replay: v.exactOptional(replayMarkSchema),
    invoice: v.exactOptional(documentSchemas.invoice),
    order: v.exactOptional(documentSchemas.order),
    estimate: v.exactOptional(documentSchemas.estimate),
    enrichment: v.exactOptional(enrichmentOutcomeSchema),
  }),
});
export type SourceEvent = Immutable<v.InferOutput<typeof sourceEventSchema>>;
