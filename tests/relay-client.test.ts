import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import * as apiKeys from '../packages/relay-client/src/resources/api-keys.ts';
import { backfillSchema } from '../packages/relay-client/src/resources/backfills.ts';
import * as connections from '../packages/relay-client/src/resources/connections.ts';
import * as deliveries from '../packages/relay-client/src/resources/deliveries.ts';
import { eventTypeDescriptionSchema } from '../packages/relay-client/src/resources/event-types.ts';
import { relayEventSchema } from '../packages/relay-client/src/resources/events.ts';
import { healthSchema } from '../packages/relay-client/src/resources/health.ts';
import { overviewSchema } from '../packages/relay-client/src/resources/overview.ts';
import { pollSchema } from '../packages/relay-client/src/resources/polls.ts';
import * as quarantine from '../packages/relay-client/src/resources/quarantine.ts';
import { replaySchema } from '../packages/relay-client/src/resources/replays.ts';
import { sessionSchema } from '../packages/relay-client/src/resources/session.ts';
import { signatureDetectionSchema } from '../packages/relay-client/src/resources/signature-detections.ts';
import { sourceSchema } from '../packages/relay-client/src/resources/sources.ts';
import { erasureSchema } from '../packages/relay-client/src/resources/subjects.ts';
import * as subscriptions from '../packages/relay-client/src/resources/subscriptions.ts';
import { startApp } from './support/app-process.ts';

/** What the client takes each of the relay's responses for. */
const responses: Readonly<Record<string, unknown>> = {
  ApiKey: apiKeys.apiKeySchema,
  Attempt: deliveries.attemptSchema,
  Backfill: backfillSchema,
  ClaimedSubscription: subscriptions.claimedSubscriptionSchema,
  Connection: connections.connectionSchema,
  ConnectionTest: connections.connectionTestSchema,
  CreatedApiKey: apiKeys.createdApiKeySchema,
  Delivery: deliveries.deliverySchema,
  DeliveryWithAttempts: deliveries.deliveryWithAttemptsSchema,
  Erasure: erasureSchema,
  EventType: eventTypeDescriptionSchema,
  Health: healthSchema,
  Overview: overviewSchema,
  Poll: pollSchema,
  QuarantineRetry: quarantine.retrySchema,
  Quarantined: quarantine.quarantinedSchema,
  QuarantinedDetail: quarantine.quarantinedDetailSchema,
  Replay: replaySchema,
  Session: sessionSchema,
  SignatureDetection: signatureDetectionSchema,
  Source: sourceSchema,
  Subscription: subscriptions.subscriptionSchema,
  SubscriptionWithSecret: subscriptions.subscriptionWithSecretSchema,
  TestAttempt: subscriptions.testAttemptSchema,
};

/** Requests, and what the client hands on as it is. The members of an event are held to core's. */
const others = /^(?:New|SignIn$|Event$|JsonValue$|Problem$|SignatureScheme$)|Changes$/;

test('the client knows every member of the responses that the relay describes', async () => {
  const described = await readDescription();
  const names = Object.keys(described).filter((name) => !others.test(name));
  expect(Object.keys(responses).toSorted()).toEqual(names.toSorted());
  const differences = names.flatMap((name) =>
    differencesIn({ path: name, client: responses[name], relay: described[name], described }),
  );
  expect(differences).toEqual([]);
});

interface Described {
  readonly $ref?: string;
  readonly anyOf?: readonly Described[];
  readonly items?: Described;
  readonly properties?: Readonly<Record<string, Described>>;
}
type Description = Readonly<Record<string, Described>>;

async function readDescription(): Promise<Description> {
  const folder = mkdtempSync(join(tmpdir(), 'relay-client-'));
  try {
    await using relay = await startApp({ app: 'relay', folder, environment: {} });
    const answer = await fetch(`${relay.url}/openapi.json`);
    return ((await answer.json()) as { components: { schemas: Description } }).components.schemas;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only as deep as the client looks, and not into events. */
function differencesIn(options: {
  readonly path: string;
  readonly client: unknown;
  readonly relay: Described | undefined;
  readonly described: Description;
}): readonly string[] {
  const { path, described } = options;
  const entries = entriesOf(options.client);
  if (entries === undefined || options.client === relayEventSchema) return [];
  const properties = propertiesOf(options.relay, described);
  const known = Object.keys(entries);
  return [
    ...Object.keys(properties)
      .filter((name) => !known.includes(name))
      .map((name) => `${path}.${name} is unknown to the client`),
    ...known
      .filter((name) => !(name in properties))
      .map((name) => `${path}.${name} is not described`),
    ...known.flatMap((name) =>
      differencesIn({
        path: `${path}.${name}`,
        client: entries[name],
        relay: properties[name],
        described,
      }),
    ),
  ];
}

/** The members of a valibot schema, or of that which it wraps. */
function entriesOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  const { entries, wrapped, item } = schema as Readonly<Record<string, never>>;
  return entries ?? ((wrapped ?? item) ? entriesOf(wrapped ?? item) : undefined);
}

function propertiesOf(
  schema: Described | undefined,
  described: Description,
): Readonly<Record<string, Described>> {
  const { $ref, anyOf = [], items, properties = {} } = schema ?? {};
  const parts = [
    ...anyOf,
    items,
    $ref === undefined ? undefined : described[$ref.split('/').at(-1)!],
  ];
  return Object.assign(
    {},
    properties,
    ...parts.filter((part) => part !== undefined).map((part) => propertiesOf(part, described)),
  ) as Readonly<Record<string, Described>>;
}
