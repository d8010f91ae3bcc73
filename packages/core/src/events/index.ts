export { eventTypes, eventTypeSchema } from './event-type.ts';
export type { EventType } from './event-type.ts';
export {
  activitySummarySchema,
  jsonValueSchema,
  normalizedEventSchema,
  subjectKindSchema,
  subjectSchema,
} from './event.ts';
export type {
  ActivitySummary,
  JsonObject,
  JsonValue,
  NormalizedEvent,
  Subject,
  SubjectKind,
} from './event.ts';
export { eventId } from './event-id.ts';
