import * as v from 'valibot';

import { eventTypeSchema, type OperationalEventType } from './event-type.ts';

const text = v.pipe(v.string(), v.minLength(1));
const moment = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Common to all operational events. */
const common = {
  /** What happened, in one human-readable sentence. */
  summary: text,
  /** Why, as far as the relay knows. */
  reason: v.nullable(text),
  /** Since when (ISO 8601); null for something instantaneous. */
  since: v.nullable(moment),
  /** What to do about it; null if nothing. */
  action: v.nullable(text),
};

const ofSubscription = {
  ...common,
  subscriptionId: v.pipe(v.string(), v.regex(/^sub_/)),
  /** The description of the subscription, which is its display name. */
  name: v.nullable(v.string()),
};

const ofConnection = {
  ...common,
  /** The display name of the connection. */
  name: v.string(),
  /** The name of its source. */
  connectionSource: text,
};

const failedAttempts = {
  /** Consecutive failed attempts. */
  failedAttempts: count,
};

const schemas = {
  'relay.subscription.failing': v.object({ ...ofSubscription, ...failedAttempts }),
  'relay.subscription.disabled': v.object({ ...ofSubscription, ...failedAttempts }),
  'relay.subscription.recovered': v.object({ ...ofSubscription }),
  'relay.delivery.dead': v.object({
    ...ofSubscription,
    deliveryId: text,
    /** The event that was not delivered. */
    eventId: v.pipe(v.string(), v.regex(/^evt_/)),
    eventType: eventTypeSchema,
    ...failedAttempts,
  }),
  'relay.connection.silent': v.object({
    ...ofConnection,
    /**
     * After this many seconds without anything new it counts as silent, as configured for the
     * connection.
     */
    silentAfterSeconds: count,
  }),
  'relay.connection.failing': v.object({ ...ofConnection, ...failedAttempts }),
  'relay.connection.recovered': v.object({
    ...ofConnection,
    /** What it recovered from. */
    from: v.picklist(['failing', 'silent']),
  }),
  'relay.quarantine.added': v.object({
    ...ofConnection,
    /** How many were added since the previous event of this kind. */
    count,
  }),
} satisfies Record<OperationalEventType, v.GenericSchema>;

/** What `data.attributes` of an operational event contains, by its type. */
export const operationalAttributeSchemas: typeof schemas = schemas;

/** What `data.attributes` of an operational event of this type contains. */
export type OperationalAttributes<Type extends OperationalEventType> = Readonly<
  v.InferOutput<(typeof schemas)[Type]>
>;
