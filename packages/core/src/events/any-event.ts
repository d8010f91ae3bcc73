import * as v from 'valibot';

import { sourceEventSchema, type SourceEvent } from './event-body.ts';
import { isOperationalEventType } from './event-type.ts';
import { subjectKindSchema, type SubjectKind } from './event.ts';
import { operationalEventSchema, type OperationalEvent } from './operational-event.ts';
import {
  operationalSubjectKindSchema,
  type OperationalSubjectKind,
} from './operational-subject.ts';

/** The body that subscribers receive, whatever the type: of a source, or of the relay itself. */
export const eventSchema = v.variant('type', [sourceEventSchema, operationalEventSchema]);
export type Event = SourceEvent | OperationalEvent;

/** What an event can be about. */
export const eventSubjectKindSchema = v.picklist([
  ...subjectKindSchema.options,
  ...operationalSubjectKindSchema.options,
]);
export type EventSubjectKind = SubjectKind | OperationalSubjectKind;

/** Whether an event is an operational event of the relay, rather than a source's. */
export function isOperationalEvent(event: Event): event is OperationalEvent {
  return isOperationalEventType(event.type);
}
