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

export const enrichmentOutcomeSchema = v.pipe(
  v.variant('state', [
    v.object({ state: v.literal('pending') }),
    v.object({ state: v.literal('complete') }),
    v.object({
      state: v.literal('unavailable'),
      reason: v.pipe(
        v.picklist(['no_document', 'timeout', 'refused', 'failed', 'too_large']),
        v.description(
          [
            '- `no_document`: the event has no subject, or the source has no document for it.',
            '- `timeout`: the source did not respond in time.',
            '- `refused`: the source rejects the connection’s credentials.',
            '- `failed`: the source responded with an error, or could not be reached.',
            '- `too_large`: the event would have been larger than the subscription’s `maxBytes`.',
          ].join('\n'),
        ),
      ),
    }),
  ]),
  v.description(
    [
      'The result of requesting the full document. Omitted if the connection does not enrich, unless the activity contained it.',
      '',
      '- `pending`: the source is being asked. Only visible through the API: subscribers receive the event afterwards.',
      '- `complete`: the document is present.',
      '- `unavailable`: it is not; see `reason`.',
    ].join('\n'),
  ),
);
export type EnrichmentOutcome = Immutable<v.InferOutput<typeof enrichmentOutcomeSchema>>;

export const correctionSchema = v.pipe(
  v.object({ eventId: eventIdSchema, type: sourceEventTypeSchema }),
  v.description(
    'The earlier event that this one replaces: its activity had been misread. Undo what you did for that event, and process this one.',
  ),
);
export type Correction = Immutable<v.InferOutput<typeof correctionSchema>>;

export const latenessSchema = v.pipe(
  v.object({
    /** The newest event of the subject at that time. */
    newerEventId: eventIdSchema,
    /** Its time, by the vendor's dates. */
    newerTimestamp: normalizedEventSchema.entries.timestamp,
  }),
  v.description(
    'The event is late: when it was stored, a newer one of its subject was already an event, so you may have received that one first.',
  ),
);
export type Lateness = Immutable<v.InferOutput<typeof latenessSchema>>;

/** The documents that an event can contain, each under the name of its kind. */
export const documentSchemas = {
  invoice: v.nullable(invoiceSchema),
  order: v.nullable(orderSchema),
  estimate: v.nullable(estimateSchema),
};
export type DocumentKind = keyof typeof documentSchemas;

export const replayMarkSchema = v.pipe(
  v.object({ id: v.string() }),
  v.description('The replay because of which it is delivered again.'),
);

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
    timestampSource: v.exactOptional(timestampSourceSchema),
    corrects: v.exactOptional(correctionSchema),
    late: v.exactOptional(latenessSchema),
    replay: v.exactOptional(replayMarkSchema),
    invoice: v.exactOptional(documentSchemas.invoice),
    order: v.exactOptional(documentSchemas.order),
    estimate: v.exactOptional(documentSchemas.estimate),
    enrichment: v.exactOptional(enrichmentOutcomeSchema),
  }),
});
export type SourceEvent = Immutable<v.InferOutput<typeof sourceEventSchema>>;
