import * as v from 'valibot';

import type { Event } from './any-event.ts';
import { attributesSchemaOf } from './attributes.ts';
import { documentSchemas, sourceEventSchema } from './event-body.ts';
import { eventTypeInfo, operationalEventTypeInfo, sourceEventTypeInfo } from './event-type-info.ts';
import {
  isOperationalEventType,
  type EventType,
  type OperationalEventType,
  type SourceEventType,
} from './event-type.ts';
import { operationalAttributeSchemas } from './operational-attributes.ts';
import { operationalEventSchema } from './operational-event.ts';

/**
 * The body of an event of one type: for a source's type, `sourceEventSchema` with the type's own
 * attributes, and with the document of the type always present. Other documents stay possible, as
 * the subject of an event depends on the ids that are present: an `invoice.updated` can be about an
 * order. For an operational type, `operationalEventSchema` with the type's own attributes.
 */
export function createEventSchema(type: EventType): v.GenericSchema<unknown, Event> {
  const { title, description } = eventTypeInfo[type];
  return v.pipe(
    isOperationalEventType(type) ? operationalSchemaOf(type) : sourceSchemaOf(type),
    v.title(title),
    v.description(description),
  );
}

function sourceSchemaOf(type: SourceEventType): v.GenericSchema<unknown, Event> {
  const { subjectKind } = sourceEventTypeInfo[type];
  return v.object({
    ...sourceEventSchema.entries,
    type: v.literal(type),
    data: v.object({
      ...sourceEventSchema.entries.data.entries,
      attributes: attributesSchemaOf(type),
      ...(subjectKind && { [subjectKind]: documentSchemas[subjectKind] }),
    }),
  });
}

function operationalSchemaOf(type: OperationalEventType): v.GenericSchema<unknown, Event> {
  const { data } = operationalEventSchema.entries;
  return v.object({
    ...operationalEventSchema.entries,
    type: v.literal(type),
    data: v.object({
      ...data.entries,
      subject: v.object({
        ...data.entries.subject.entries,
        kind: v.literal(operationalEventTypeInfo[type].subjectKind),
      }),
      attributes: operationalAttributeSchemas[type],
    }),
  });
}
