import type { EventSubjectKind, EventType, JsonObject } from '@invoice-relay/core/events';
import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { pageSchema } from '../paging.ts';
import type { Page } from '../paging.ts';
import { jsonObject, openObject, openWord } from '../schemas.ts';
import { relayEventSchema } from './events.ts';

const nameEntries = {
  type: openWord<EventType>(),
  /** The display name: `Invoice Paid`. */
  title: v.string(),
  description: v.string(),
  /** What events of this type are usually about. */
  subject: v.nullable(openWord<EventSubjectKind>()),
};
const eventTypeNameSchema = openObject(nameEntries);
/** What a list of event types shows. */
export type EventTypeName = v.InferOutput<typeof eventTypeNameSchema>;

export const eventTypeDescriptionSchema = openObject({
  ...nameEntries,
  /** JSON Schema of the body that subscribers receive. */
  schema: jsonObject<JsonObject>(),
  sample: relayEventSchema,
});
/** An event type as described by the relay. */
export type EventTypeDescription = v.InferOutput<typeof eventTypeDescriptionSchema>;

export interface EventTypes {
  /** All of them, in one page. */
  list(options?: CallOptions): Promise<Page<EventTypeDescription>>;
  /**
   * The same without JSON Schemas and samples: a hundredth of the size. An older relay sends
   * everything.
   *
   * @param input.sources only types that these sources produce
   */
  listNames(
    input?: { readonly sources?: readonly string[] },
    options?: CallOptions,
  ): Promise<Page<EventTypeName>>;
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
    listNames: ({ sources } = {}, options) =>
      caller.json({
        method: 'GET',
        path: ['v1', 'event-types'],
        query: { view: 'names', ...(sources === undefined ? {} : { sources }) },
        schema: pageSchema(eventTypeNameSchema),
        options,
      }),
  };
}
