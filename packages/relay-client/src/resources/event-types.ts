import type { EventType, JsonObject, SubjectKind } from '@invoice-relay/core/events';
import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { pageSchema } from '../paging.ts';
import type { Page } from '../paging.ts';
import { jsonObject, openObject, openWord } from '../schemas.ts';
import { relayEventSchema } from './events.ts';

const eventTypeDescriptionSchema = openObject({
  type: openWord<EventType>(),
  /** As people read it: `Invoice Paid`. */
  title: v.string(),
  description: v.string(),
  /** What events of this type are about, as a rule. */
  subject: v.nullable(openWord<SubjectKind>()),
  /** JSON Schema of the body that a subscriber gets. */
  schema: jsonObject<JsonObject>(),
  sample: relayEventSchema,
});
/** An event type as the relay describes it. */
export type EventTypeDescription = v.InferOutput<typeof eventTypeDescriptionSchema>;

export interface EventTypes {
  /** All of them, in one page. */
  list(options?: CallOptions): Promise<Page<EventTypeDescription>>;
}

export function createEventTypes(caller: Caller): EventTypes {
  return {
    list: (options) =>
      caller.json({
        method: 'GET',
        path: ['v1', 'event-types'],
        schema: pageSchema(eventTypeDescriptionSchema),
        options,
      }),
  };
}
