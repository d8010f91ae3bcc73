import * as v from 'valibot';

import { jsonObjectSchema, type JsonObject } from '../models/index.ts';
import { eventDocumentSchema } from './event-document.ts';
import type { EventDocument } from './event-document.ts';
import { sourceEventTypeSchema } from './event-type.ts';

export const subjectKindSchema = v.picklist(['invoice', 'order', 'estimate', 'payment_link']);
export type SubjectKind = v.InferOutput<typeof subjectKindSchema>;

/** What an event is about. Ids are text, as vendors differ; `number` is the human-readable one. */
export const subjectSchema = v.object({
  kind: subjectKindSchema,
  id: v.pipe(v.string(), v.minLength(1)),
  number: v.nullable(v.string()),
});
export type Subject = v.InferOutput<typeof subjectSchema>;

/** The readable part of the activity behind an event. */
export const activitySummarySchema = v.object({
  id: v.string(),
  /** The vendor's own name of the type, or its number as text if the name is unknown. */
  type: v.string(),
  message: v.nullable(v.string()),
  link: v.nullable(v.string()),
  /** As the vendor wrote it, to the last digit. */
  createdAt: v.nullable(v.string()),
});
export type ActivitySummary = v.InferOutput<typeof activitySummarySchema>;

export const timestampSourceSchema = v.pipe(
  v.picklist(['seen', 'corrected']),
  v.description(
    [
      'Where `timestamp` comes from if it is not the vendor’s date as written; otherwise omitted.',
      '',
      '- `seen`: the vendor gave none, or an implausible one. It is the time at which the activity was first seen.',
      '- `corrected`: the vendor’s date, shifted by the whole hours by which its clock was found to be off.',
    ].join('\n'),
  ),
);
export type TimestampSource = v.InferOutput<typeof timestampSourceSchema>;

/**
 * What `normalize` makes of an activity: an event before the relay adds where it came from.
 */
export const normalizedEventSchema = v.object({
  type: sourceEventTypeSchema,
  /** ISO 8601 with `Z` or an offset; the vendor's own digits if it gave a usable date. */
  timestamp: v.pipe(v.string(), v.isoTimestamp()),
  timestampSource: v.exactOptional(timestampSourceSchema),
  subject: v.nullable(subjectSchema),
  /**
   * What belongs to the type (such as `channel`), and every member from the vendor without a place
   * of its own.
   */
  attributes: jsonObjectSchema,
  activity: activitySummarySchema,
  /** The document that the event is about, if the activity itself contains all of it. */
  document: v.exactOptional(eventDocumentSchema),
});
export interface NormalizedEvent {
  readonly type: v.InferOutput<typeof sourceEventTypeSchema>;
  readonly timestamp: string;
  readonly timestampSource?: TimestampSource;
  readonly subject: Subject | null;
  readonly attributes: JsonObject;
  readonly activity: ActivitySummary;
  readonly document?: EventDocument;
}
