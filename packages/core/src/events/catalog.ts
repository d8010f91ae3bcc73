import * as v from 'valibot';

import type { JsonObject } from '../models/index.ts';
import type { Event } from './any-event.ts';
import { createEventSchema } from './create-event-schema.ts';
import type { SourceEvent } from './event-body.ts';
import { eventTypeInfo, type EventTypeInfo } from './event-type-info.ts';
import { eventTypes, eventTypeSchema, type EventType, type SourceEventType } from './event-type.ts';
import { eventJsonSchemas } from './json-schemas.gen.ts';
import { sampleEvent } from './samples/sample-event.ts';

/** Everything there is to know about one event type. */
export interface EventCatalogEntry extends EventTypeInfo {
  readonly type: EventType;
  /** Of the whole body that subscribers receive. */
  readonly schema: v.GenericSchema<unknown, Event>;
  /** The same as a self-contained JSON Schema, draft 2020-12. */
  readonly jsonSchema: JsonObject;
  readonly sample: Event;
}

/** The same for a type that sources produce. */
export interface SourceEventCatalogEntry extends EventCatalogEntry {
  readonly type: SourceEventType;
  readonly sample: SourceEvent;
}

/**
 * Every event type, in the order of `eventTypes`.
 *
 * The catalog is closed in version 1: a source maps what its vendor says to these types, and
 * anything without a type becomes `activity.unknown`. Add new types here in the core, so that all
 * sources share them: to `sourceEventTypes`, `sourceEventTypeInfo` and `sampleActivities` (the
 * compiler asks for each), to `attributes.ts` if it has attributes of its own, and to the generated
 * JSON Schemas. Add new operational types to `operationalEventTypes`; the compiler asks for the
 * rest.
 */
export const eventCatalog: readonly EventCatalogEntry[] = /* @__PURE__ */ eventTypes.map(
  (type) => ({
    type,
    ...eventTypeInfo[type],
    schema: createEventSchema(type),
    jsonSchema: eventJsonSchemas[type],
    sample: sampleEvent(type),
  }),
);

/** The entry of a type, or `undefined` if there is no such type. Accepts any text. */
export function findEventType(type: SourceEventType): SourceEventCatalogEntry;
export function findEventType(type: EventType): EventCatalogEntry;
export function findEventType(type: string): EventCatalogEntry | undefined;
export function findEventType(type: string): EventCatalogEntry | undefined {
  return v.is(eventTypeSchema, type) ? eventCatalog[eventTypes.indexOf(type)] : undefined;
}
