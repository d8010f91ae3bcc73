import * as v from 'valibot';

import { attributesSchemaOf } from './attributes.ts';
import { documentSchemas, eventSchema, type Event } from './event-body.ts';
import { eventTypeInfo } from './event-type-info.ts';
import type { EventType } from './event-type.ts';

/**
 * The body of an event of one type: `eventSchema` with the type's own attributes, and with the
 * document that belongs to the type always named. The others stay possible, as the subject of an
 * event decides by the ids that are present: an `invoice.updated` can be about an order.
 */
export function createEventSchema(type: EventType): v.GenericSchema<unknown, Event> {
  const { title, description, subjectKind } = eventTypeInfo[type];
  return v.pipe(
    v.object({
      ...eventSchema.entries,
      type: v.literal(type),
      data: v.object({
        ...eventSchema.entries.data.entries,
        attributes: attributesSchemaOf(type),
        ...(subjectKind && { [subjectKind]: documentSchemas[subjectKind] }),
      }),
    }),
    v.title(title),
    v.description(description),
  );
}
