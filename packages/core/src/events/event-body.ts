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
 * How it went to get the full document. Absent on an event whose connection does not enrich, unless
 * the activity carried it.
 */
export const enrichmentOutcomeSchema = v.variant('state', [
  /** The source is being asked. Seen through the API only: a subscriber gets the event afterwards. */
  v.object({ state: v.literal('pending') }),
  /** The document is there. */
  v.object({ state: v.literal('complete') }),
  v.object({
    state: v.literal('unavailable'),
    /**
     * - `no_document`: the event has no subject, or the source knows no document for it
     * - `timeout`: the source did not answer in time
     * - `refused`: the source does not accept the connection's credentials
     * - `failed`: the source answered with an error, or could not be reached
     * - `too_large`: the event would have been larger than the subscription's `maxBytes`
     */
    reason: v.picklist(['no_document', 'timeout', 'refused', 'failed', 'too_large']),
  }),
]);
export type EnrichmentOutcome = Immutable<v.InferOutput<typeof enrichmentOutcomeSchema>>;

/** An earlier event of the same activity that said something else, and does not hold any more. */
export const correctionSchema = v.object({
  eventId: eventIdSchema,
  type: sourceEventTypeSchema,
});
export type Correction = Immutable<v.InferOutput<typeof correctionSchema>>;

/**
 * The event came late: when it was kept, a newer one of its subject was an event already, so that a
 * subscriber may have that one before this one.
 */
export const latenessSchema = v.object({
  /** The newest event of the subject at that moment. */
  newerEventId: eventIdSchema,
  /** Its moment, by the vendor's dates. */
  newerTimestamp: normalizedEventSchema.entries.timestamp,
});
export type Lateness = Immutable<v.InferOutput<typeof latenessSchema>>;

/** The documents that an event can carry, each under the name of its kind. */
export const documentSchemas = {
  invoice: v.nullable(invoiceSchema),
  order: v.nullable(orderSchema),
  estimate: v.nullable(estimateSchema),
};
export type DocumentKind = keyof typeof documentSchemas;

/** There when it is delivered again because somebody asked for a replay. */
export const replayMarkSchema = v.object({ id: v.string() });

/**
 * The body of an event that a source made of an activity. The catalog has a narrower one per type.
 *
 * A document is null when it was not asked for, or not to be had; `enrichment` tells which.
 */
export const sourceEventSchema = v.object({
  type: sourceEventTypeSchema,
  /** ISO 8601: the moment of the activity, to the vendor's last digit. */
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
    /** Left out when the event's timestamp is the vendor's own date. */
    timestampSource: v.exactOptional(timestampSourceSchema),
    /**
     * The event that this one takes the place of. What an activity was had been misread; a
     * subscriber undoes what it did for that event, and does what it does for this one.
     */
    corrects: v.exactOptional(correctionSchema),
    /** There when a newer event of the same subject was kept before this one. */
    late: v.exactOptional(latenessSchema),
    replay: v.exactOptional(replayMarkSchema),
    invoice: v.exactOptional(documentSchemas.invoice),
    order: v.exactOptional(documentSchemas.order),
    estimate: v.exactOptional(documentSchemas.estimate),
    enrichment: v.exactOptional(enrichmentOutcomeSchema),
  }),
});
export type SourceEvent = Immutable<v.InferOutput<typeof sourceEventSchema>>;
