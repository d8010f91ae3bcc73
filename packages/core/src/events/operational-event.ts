import * as v from 'valibot';

import { jsonObjectSchema, type Immutable, type JsonObject } from '../models/index.ts';
import { eventIdSchema, replayMarkSchema } from './event-body.ts';
import { operationalEventTypeInfo } from './event-type-info.ts';
import { operationalEventTypeSchema, type OperationalEventType } from './event-type.ts';
import type { OperationalAttributes } from './operational-attributes.ts';
import { operationalSubjectKindSchema } from './operational-subject.ts';

/** The source of operational events. No plugin may have this name. */
export const operationalSource = 'relay';

/**
 * The body of an operational event: with the members that every event has, so that a workflow reads
 * it like any other, but nothing from an invoicing system.
 */
export const operationalEventSchema = v.object({
  type: operationalEventTypeSchema,
  /** ISO 8601: when the relay noticed. */
  timestamp: v.pipe(v.string(), v.isoTimestamp()),
  data: v.object({
    id: eventIdSchema,
    /** The connection that it is about; null if none in particular. */
    connectionId: v.nullable(v.pipe(v.string(), v.regex(/^con_/))),
    source: v.literal(operationalSource),
    subject: v.object({
      kind: operationalSubjectKindSchema,
      id: v.pipe(v.string(), v.minLength(1)),
      number: v.null(),
    }),
    attributes: jsonObjectSchema,
    /** There is no activity of a vendor behind it. */
    activity: v.null(),
    replay: v.exactOptional(replayMarkSchema),
  }),
});
export type OperationalEvent = Immutable<v.InferOutput<typeof operationalEventSchema>>;

/** Creates the body of an operational event. */
export function createOperationalEvent<Type extends OperationalEventType>(options: {
  readonly id: string;
  readonly type: Type;
  /** ISO 8601. */
  readonly timestamp: string;
  /** The connection that it is about, or null. */
  readonly connectionId: string | null;
  /** The id of the subscription or connection that it is about. */
  readonly subjectId: string;
  readonly attributes: OperationalAttributes<Type>;
}): OperationalEvent {
  const { id, type, timestamp, connectionId, subjectId, attributes } = options;
  return {
    type,
    timestamp,
    data: {
      id,
      connectionId,
      source: operationalSource,
      subject: { kind: operationalEventTypeInfo[type].subjectKind, id: subjectId, number: null },
      attributes: attributes as JsonObject,
      activity: null,
    },
  };
}
