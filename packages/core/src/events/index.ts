export { jsonValueSchema } from '../models/index.ts';
export type { JsonObject, JsonValue } from '../models/index.ts';
export { eventTypes, eventTypeSchema } from './event-type.ts';
export type { EventType } from './event-type.ts';
export {
  eventTypePatterns,
  eventTypePatternSchema,
  matchesEventType,
} from './event-type-pattern.ts';
export type { EventTypePattern } from './event-type-pattern.ts';
export {
  activitySummarySchema,
  normalizedEventSchema,
  subjectKindSchema,
  subjectSchema,
  timestampSourceSchema,
} from './event.ts';
export type {
  ActivitySummary,
  NormalizedEvent,
  Subject,
  SubjectKind,
  TimestampSource,
} from './event.ts';
export { maskLinks, maskLinksInText, withoutLinks } from './links.ts';
export { eventId } from './event-id.ts';
export { paymentAttributesSchema, sentAttributesSchema } from './attributes.ts';
export {
  correctionSchema,
  enrichmentOutcomeSchema,
  eventSchema,
  latenessSchema,
} from './event-body.ts';
export type { Correction, DocumentKind, EnrichmentOutcome, Event, Lateness } from './event-body.ts';
export { completeEvent, createEvent } from './create-event.ts';
export { eventDocumentSchema } from './event-document.ts';
export type { EventDocument } from './event-document.ts';
export { eventTypeInfo } from './event-type-info.ts';
export type { EventTypeInfo } from './event-type-info.ts';
export { eventCatalog, findEventType } from './catalog.ts';
export type { EventCatalogEntry } from './catalog.ts';
