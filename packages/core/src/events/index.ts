export { jsonValueSchema } from '../models/index.ts';
export type { JsonObject, JsonValue } from '../models/index.ts';
export {
  eventTypes,
  eventTypeSchema,
  isOperationalEventType,
  operationalEventTypes,
  operationalEventTypeSchema,
  sourceEventTypes,
  sourceEventTypeSchema,
} from './event-type.ts';
export type { EventType, OperationalEventType, SourceEventType } from './event-type.ts';
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
  latenessSchema,
  sourceEventSchema,
} from './event-body.ts';
export type {
  Correction,
  DocumentKind,
  EnrichmentOutcome,
  Lateness,
  SourceEvent,
} from './event-body.ts';
export type { OperationalAttributes } from './operational-attributes.ts';
export {
  createOperationalEvent,
  operationalEventSchema,
  operationalSource,
} from './operational-event.ts';
export type { OperationalEvent } from './operational-event.ts';
export { operationalSubjectKindSchema } from './operational-subject.ts';
export type { OperationalSubjectKind } from './operational-subject.ts';
export { eventSchema, eventSubjectKindSchema, isOperationalEvent } from './any-event.ts';
export type { Event, EventSubjectKind } from './any-event.ts';
export { completeEvent, createEvent } from './create-event.ts';
export { eventDocumentSchema } from './event-document.ts';
export type { EventDocument } from './event-document.ts';
export { eventTypeInfo } from './event-type-info.ts';
export type { EventTypeInfo } from './event-type-info.ts';
export { eventCatalog, findEventType } from './catalog.ts';
export type { EventCatalogEntry, SourceEventCatalogEntry } from './catalog.ts';
