import { eventTypePatternSchema, eventTypeSchema } from '@invoice-relay/core/events';
import { standardWebhookSecretSchema } from '@invoice-relay/core/signature';
import * as v from 'valibot';

import { named, pageSchema } from '../../index.ts';
import { deliverySettings, deliverySettingsView } from './delivery-settings.schemas.ts';

const urlSchema = v.pipe(
  v.string(),
  v.maxLength(2_048, 'must have at most 2048 characters'),
  v.description(
    'Where events are sent: an http or https URL at a public address. A user name and password in it (`https://user:password@host/…`) are moved into an `Authorization` header, which is stored encrypted; the URL is stored without them. If a change moves the subscription to another origin (scheme, host or port), its `Authorization` header is dropped, unless the same request sets one.',
  ),
);

const eventTypePatternsSchema = v.pipe(
  v.array(eventTypePatternSchema),
  v.minLength(1, 'must name at least one event type; "*" is all'),
  v.maxLength(100, 'must name at most 100; use groups such as "invoice.*", or "*" for all'),
  v.description('Event types, groups of them such as `invoice.*`, or `*` for all.'),
);

const connectionIdsSchema = v.pipe(
  v.nullable(
    v.pipe(
      v.array(v.string()),
      v.minLength(1, 'must name at least one connection; null means every connection'),
      v.maxLength(500, 'must name at most 500; null means every connection'),
    ),
  ),
  v.description(
    'Only events of these connections. Null: events of every connection, including future ones.',
  ),
);

/** 30 days. */
const maxExpirySeconds = 2_592_000;
const expiryMessage = `must be a whole number from 10 to ${maxExpirySeconds}`;

const orderings = ['subject', 'connection', 'none'] as const;
const orderingDescription =
  'What is delivered in log order, one after the other: the events of one `subject` (an invoice, order, estimate), of one `connection`, or nothing.';
const orderingSchema = v.pipe(v.picklist(orderings), v.description(orderingDescription));

const secretSchema = v.pipe(
  standardWebhookSecretSchema,
  v.description('A Standard Webhooks secret: `whsec_` and 24 to 64 bytes in base64.'),
);

const descriptionSchema = v.pipe(
  v.nullable(v.pipe(v.string(), v.maxLength(500, 'must have at most 500 characters'))),
  v.description('A note for people.'),
);

const expiresInSecondsSchema = v.pipe(
  v.optional(
    v.pipe(
      v.number(),
      v.integer(expiryMessage),
      v.minValue(10, expiryMessage),
      v.maxValue(maxExpirySeconds, expiryMessage),
    ),
  ),
  v.description(
    'Delete it automatically after this many seconds, for example for a URL that only exists during a test: 10 to 2592000 (30 days). If omitted, it stays.',
  ),
);

export const createSubscriptionSchema = named(
  'NewSubscription',
  v.strictObject({
    url: urlSchema,
    eventTypes: eventTypePatternsSchema,
    connectionIds: v.optional(connectionIdsSchema, null),
    ordering: v.optional(orderingSchema, 'subject'),
    secret: v.pipe(v.optional(secretSchema), v.description('Generated if omitted.')),
    description: v.optional(descriptionSchema, null),
    ...deliverySettings,
    expiresInSeconds: expiresInSecondsSchema,
  }),
);
export type CreateSubscription = v.InferOutput<typeof createSubscriptionSchema>;

export const updateSubscriptionSchema = named(
  'SubscriptionChanges',
  v.strictObject({
    url: v.optional(urlSchema),
    eventTypes: v.optional(eventTypePatternsSchema),
    connectionIds: v.optional(connectionIdsSchema),
    ordering: v.optional(orderingSchema),
    secret: v.pipe(
      v.optional(secretSchema),
      v.description(
        'Replaces the secret; requests are signed with the previous one as well for 24 hours.',
      ),
    ),
    description: v.optional(descriptionSchema),
    ...deliverySettings,
    status: v.pipe(
      v.optional(v.picklist(['active', 'paused'], 'must be "active" or "paused"')),
      v.description(
        '`paused` keeps events without delivering them. `active` delivers everything that was missed: in order within each lane (see `ordering`), roughly the oldest lanes first.',
      ),
    ),
  }),
);
export type UpdateSubscription = v.InferOutput<typeof updateSubscriptionSchema>;

export const subscriptionViewSchema = named(
  'Subscription',
  v.strictObject({
    id: v.pipe(v.string(), v.description('`sub_…`')),
    url: v.pipe(
      v.string(),
      v.description(
        'Where events are sent. Keys with only the scope `read` see `https://host/…`, as such a URL is often a secret.',
      ),
    ),
    eventTypes: v.array(eventTypePatternSchema),
    connectionIds: v.pipe(
      v.nullable(v.array(v.string())),
      v.description('Null means every connection.'),
    ),
    ordering: v.picklist(orderings),
    reordering: v.pipe(
      v.boolean(),
      v.description(
        'Whether what was pending when `ordering` was changed is still being sorted by it. Until that is done, nothing is sent.',
      ),
    ),
    description: v.nullable(v.string()),
    ...deliverySettingsView,
    status: v.pipe(
      v.picklist(['active', 'paused', 'disabled', 'released']),
      v.description(
        [
          '- `active`: events are delivered as they arrive.',
          '- `paused`: by you; events are kept and delivered once it is active again.',
          '- `disabled`: by the relay, for the reason shown; events are kept as well.',
          '- `released`: by its subscriber; events are kept until `expiresAt`, and delivered if it is claimed before then.',
        ].join('\n'),
      ),
    ),
    disabledReason: v.pipe(
      v.nullable(v.string()),
      v.description('Why the relay disabled it, in plain English.'),
    ),
    failingSince: v.pipe(
      v.nullable(v.pipe(v.string(), v.isoTimestamp())),
      v.description('Since when every attempt has failed; null after a success.'),
    ),
    backlog: v.pipe(
      v.strictObject({
        pending: v.pipe(
          v.number(),
          v.integer(),
          v.description('Pending deliveries, counted up to 10,000.'),
        ),
        oldestPendingAt: v.pipe(
          v.nullable(v.pipe(v.string(), v.isoTimestamp())),
          v.description('When the oldest pending event was created.'),
        ),
      }),
      v.description('What is still to be delivered.'),
    ),
    lastDeliveredAt: v.pipe(
      v.nullable(v.pipe(v.string(), v.isoTimestamp())),
      v.description('The last successful delivery; null if none of the latest 1,000 succeeded.'),
    ),
    apiKeyId: v.pipe(
      v.nullable(v.string()),
      v.description(
        'The API key that manages it, besides administrators. Null if that key was deleted: then the next key that updates it by id, or claims its URL, manages it.',
      ),
    ),
    expiresAt: v.pipe(
      v.nullable(v.pipe(v.string(), v.isoTimestamp())),
      v.description('When it is deleted automatically; null if it stays.'),
    ),
    createdAt: v.pipe(v.string(), v.isoTimestamp()),
    updatedAt: v.pipe(v.string(), v.isoTimestamp()),
  }),
);
export type SubscriptionView = v.InferOutput<typeof subscriptionViewSchema>;

/** Responses that contain a secret: to a creation, a claim and a rotation. */
export const subscriptionWithSecretSchema = named(
  'SubscriptionWithSecret',
  v.strictObject({
    ...subscriptionViewSchema.entries,
    secret: v.pipe(
      v.string(),
      v.description(
        'The secret for verifying signatures. Only shown in this response: store it safely.',
      ),
    ),
  }),
);
export type SubscriptionWithSecret = v.InferOutput<typeof subscriptionWithSecretSchema>;

export const claimedSubscriptionSchema = named(
  'ClaimedSubscription',
  v.strictObject({
    ...subscriptionWithSecretSchema.entries,
    claimed: v.pipe(
      v.boolean(),
      v.description('True if an existing subscription was taken over, false if it was created.'),
    ),
  }),
);
export type ClaimedSubscription = v.InferOutput<typeof claimedSubscriptionSchema>;

const restMessage = 'must be a whole number from 0 to 86400';

export const releaseSchema = v.optional(
  v.strictObject({
    restSeconds: v.pipe(
      v.optional(
        v.pipe(
          v.number(),
          v.integer(restMessage),
          v.minValue(0, restMessage),
          v.maxValue(86_400, restMessage),
        ),
        900,
      ),
      v.description(
        'How long it can still be claimed, with everything pending, in seconds: 0 to 86400 (a day).',
      ),
    ),
  }),
  {},
);
export type Release = v.InferOutput<typeof releaseSchema>;

export const subscriptionPageSchema = pageSchema(subscriptionViewSchema);

export const testSubscriptionSchema = v.strictObject({
  eventType: v.pipe(eventTypeSchema, v.description('The event type whose sample is sent.')),
});
export type TestSubscription = v.InferOutput<typeof testSubscriptionSchema>;

export const testAttemptSchema = named(
  'TestAttempt',
  v.strictObject({
    status: v.pipe(
      v.nullable(v.pipe(v.number(), v.integer())),
      v.description('The HTTP status; null if there was no response.'),
    ),
    durationMs: v.pipe(v.number(), v.integer()),
    error: v.pipe(
      v.nullable(v.string()),
      v.description(
        'What went wrong and how to fix it, in plain English; null if the status is 2xx.',
      ),
    ),
    response: v.pipe(
      v.nullable(v.string()),
      v.description('The first 1 KiB of the response body.'),
    ),
  }),
);
export type TestAttempt = v.InferOutput<typeof testAttemptSchema>;
