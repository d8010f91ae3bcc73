import { readFile } from 'node:fs/promises';

import type { NormalizedEvent } from '@invoice-relay/core/events';
import type { Activity, AnySource } from '@invoice-relay/core/source';
import { Global, Module } from '@nestjs/common';
import * as v from 'valibot';

import { openTestApp } from './test-app.ts';
import type { TestApp } from './test-app.ts';
import type { InboxWriter } from '../../src/database/inbox/inbox.ts';
import { DELIVERY_QUEUE, DELIVERY_SENDER, INBOX, JOB_STORE } from '../../src/shared/tokens.ts';
import { StoresModule } from '../../src/app/stores.module.ts';
import { ConnectionStore } from '../../src/database/stores/connection-store.ts';
import { SubscriberStore } from '../../src/database/stores/subscriber-store.ts';
import { ConnectionsModule } from '../../src/http/resources/connections/connections.module.ts';
import { Database } from '../../src/database/database.ts';
import { DeliveriesModule } from '../../src/http/resources/deliveries/deliveries.module.ts';
import { EventTypesModule } from '../../src/http/resources/event-types/event-types.module.ts';
import { EventsModule } from '../../src/http/resources/events/events.module.ts';
import { OverviewModule } from '../../src/http/resources/overview/overview.module.ts';
import { EventLog } from '../../src/pipeline/log/event-log.ts';
import type { DeliveryQueue } from '../../src/pipeline/lanes/delivery-queue.ts';
import { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import { Leases } from '../../src/database/leases.ts';
import { engine } from './engine.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import type { JobStore } from '../../src/jobs/job-store.ts';
import { Paces } from '../../src/pipeline/dispatch/paces.ts';
import { Wake } from '../../src/shared/wake.ts';
import type { DeliverySender, SendRequest, SendResult } from '../../src/pipeline/send/sender.ts';
import { SubjectsModule } from '../../src/http/resources/subjects/subjects.module.ts';
import { SourcesModule } from '../../src/http/resources/sources/sources.module.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { SubscriptionsModule } from '../../src/http/resources/subscriptions/subscriptions.module.ts';

/** The events that tests want activities to become, keyed by everything a source receives. */
const madeOf = new Map<string, NormalizedEvent>();

function keyOf({ id, raw, seenAt }: Activity): string {
  return [seenAt, id, Buffer.from(raw).toString('latin1')].join(' ');
}

/** A source that can be set up: its credentials are a key and a secret, its settings a region. */
export const exampleSource: AnySource = {
  specificationVersion: 'v1',
  name: 'example',
  title: 'Example',
  credentialsSchema: v.strictObject({
    authKey: v.pipe(v.string(), v.minLength(4)),
    authSecret: v.pipe(v.string(), v.regex(/^[a-z-]+$/)),
    baseUrl: v.optional(v.pipe(v.string(), v.url()), 'https://api.example.com'),
  }),
  settingsSchema: v.strictObject({ region: v.optional(v.picklist(['eu', 'us']), 'eu') }),
  eventTypes: ['invoice.created', 'invoice.paid', 'activity.unknown'],
  webhook: {
    toleranceSeconds: null,
    findsScheme: true,
    probe: () => undefined,
    verify: () => ({}),
    parse: () => [],
  },
  normalize(activity) {
    const event = madeOf.get(keyOf(activity));
    if (event === undefined) throw new Error('no other activity comes this way');
    return [event];
  },
};

export const exampleCredentials = { authKey: 'key-1234', authSecret: 'very-secret' };

/** The response to a creation, as far as tests read it. */
interface CreatedConnection {
  readonly id: string;
  readonly ingestUrl: string;
}
interface CreatedSubscription {
  readonly id: string;
  readonly secret: string;
}

/** The subscriber's response, until a test changes it. */
const delivered: SendResult = {
  status: 200,
  error: null,
  headers: { 'content-type': 'text/plain' },
  response: 'ok',
  retryAfterMs: null,
  durationMs: 12,
  aborted: false,
};

export interface Resources extends TestApp {
  readonly queue: DeliveryQueue;
  readonly eventLog: EventLog;
  readonly connections: ConnectionStore;
  readonly subscribers: SubscriberStore;
  /** What was sent to subscribers. */
  readonly sent: readonly SendRequest[];
  /** The subscriptions for which the dispatcher was woken, each time; undefined for any. */
  readonly woken: () => readonly (readonly string[] | undefined)[];
  subscriberAnswers(result: Partial<SendResult>): void;
  /** Creates a connection of the example source. @returns the response */
  connect(body?: object): Promise<CreatedConnection>;
  /**
   * Creates a subscription to everything, with the key of the scope `subscribe`. @returns the
   * response
   */
  subscribe(body?: object): Promise<CreatedSubscription>;
  /** Everything that the database has on disk. */
  disk(): Promise<Buffer>;
  /** Appends events as ingest does, with an activity each. @returns their ids, in order */
  append(options: {
    readonly connectionId: string;
    readonly events: readonly Partial<NormalizedEvent>[];
    readonly raw?: Uint8Array;
  }): Promise<string[]>;
}

/** On the run's engine. */
function queueOf(database: Database, wake: Wake): DeliveryQueue {
  if (engine === 'sqlite') return new EmbeddedDeliveryQueue({ database, wake });
  return new SharedDeliveryQueue({
    database,
    leases: new Leases({ database, owner: 'test' }),
    wake,
    onError(error) {
      // Claims that a slow test still holds are renewed once more, although its database is closed.
      if (!String(error).includes('after calling end on the pool')) throw error;
    },
  });
}

/**
 * The resources behind the real API, on a real database, with a subscriber whose response tests
 * set.
 */
export async function openResources(
  options: { readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Resources> {
  const sent: SendRequest[] = [];
  let answer = delivered;
  const sender: DeliverySender = {
    async send(request) {
      sent.push(request);
      return answer;
    },
    async close() {},
  };
  const wake = new Wake();
  const woken: (readonly string[] | undefined)[] = [];
  wake.onWake((ids) => void woken.push(ids));
  const providers = [
    { provide: SourceRegistry, useValue: new SourceRegistry([exampleSource]) },
    { provide: DELIVERY_SENDER, useValue: sender },
    { provide: Wake, useValue: wake },
    // Nothing arrives here.
    {
      provide: INBOX,
      useValue: { forget: async () => true, projected: async () => true } satisfies Pick<
        InboxWriter,
        'forget' | 'projected'
      >,
    },
    { provide: Paces, useValue: new Paces() },
    {
      provide: JOB_STORE,
      useFactory: (database: Database) => new EmbeddedJobStore(database),
      inject: [Database],
    },
    {
      provide: DELIVERY_QUEUE,
      useFactory: (database: Database) => queueOf(database, wake),
      inject: [Database],
    },
  ];

  @Global()
  @Module({ providers, exports: providers.map(({ provide }) => provide) })
  class PartsModule {}

  const app = await openTestApp({
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    imports: [
      PartsModule,
      StoresModule,
      ConnectionsModule,
      DeliveriesModule,
      EventTypesModule,
      EventsModule,
      OverviewModule,
      SourcesModule,
      SubjectsModule,
      SubscriptionsModule,
    ],
  });
  const queue = app.app.get<DeliveryQueue>(DELIVERY_QUEUE);
  const connections = app.app.get(ConnectionStore);
  const jobs = app.app.get<JobStore>(JOB_STORE);
  const log = new EventLog({
    database: app.database,
    sources: new SourceRegistry([exampleSource]),
    queue,
    jobs,
    clock: app.clock,
    onCommit: ({ created }) => {
      if (created.length > 0) wake.wake();
    },
  });
  const activities = new Map<string, number>();

  return Object.assign(app, {
    queue,
    eventLog: log,
    connections,
    subscribers: app.app.get(SubscriberStore),
    sent,
    woken: () => [...woken],
    subscriberAnswers(result: Partial<SendResult>) {
      answer = { ...delivered, ...result };
    },
    connect(body: object = {}) {
      return create<CreatedConnection>(app, {
        url: '/v1/connections',
        body: { source: 'example', name: 'Shop', credentials: exampleCredentials, ...body },
        key: app.keys.admin,
      });
    },
    subscribe(body: object = {}) {
      return create<CreatedSubscription>(app, {
        url: '/v1/subscriptions',
        body: { url: 'https://subscriber.example/hooks', eventTypes: ['*'], ...body },
        key: app.keys.subscribe,
      });
    },
    async disk() {
      const [{ file } = { file: '' }] = await app.database.read((transaction) =>
        transaction.query<{ file: string }[]>('PRAGMA database_list'),
      );
      return Buffer.concat([await readFile(file), await readFile(`${file}-wal`)]);
    },
    async append({ connectionId, events, raw }: Parameters<Resources['append']>[0]) {
      const [appended] = await log.append([
        {
          connectionId,
          via: 'webhook',
          receivedAt: app.clock.now(),
          activities: events.map((event) => {
            const count = (activities.get(connectionId) ?? 0) + 1;
            activities.set(connectionId, count);
            const id = String(count);
            const activity = {
              id,
              raw: new Uint8Array(raw ?? Buffer.from(`{"Id": ${id}}`)),
              seenAt: new Date(app.clock.now()).toISOString(),
            };
            madeOf.set(keyOf(activity), normalizedEvent(id, event));
            return activity;
          }),
        },
      ]);
      return (appended?.events ?? []).map(({ id }) => id);
    },
  });
}

async function create<View>(
  app: TestApp,
  options: { readonly url: string; readonly body: object; readonly key: string },
): Promise<View> {
  const { url } = options;
  const answer = await app.call({ method: 'POST', ...options });
  if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
  return answer.json;
}

function normalizedEvent(activityId: string, event: Partial<NormalizedEvent>): NormalizedEvent {
  return {
    type: 'invoice.paid',
    timestamp: '2026-11-20T10:00:00Z',
    subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
    attributes: {},
    activity: { id: activityId, type: 'Paid', message: null, link: null, createdAt: null },
    ...event,
  };
}
