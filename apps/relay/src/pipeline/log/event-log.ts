import { createEvent, eventId } from '@invoice-relay/core/events';
import type { NormalizedEvent } from '@invoice-relay/core/events';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import type { Activity } from '@invoice-relay/core/source';

import type { ConnectionStore } from '../../database/stores/connection-store.ts';
import type { Database } from '../../database/database.ts';
import { insertRows } from '../../database/sql.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { enrichmentJobs, gatherMs } from '../../vendor/enrichment/enrichment-jobs.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { Wake } from '../lanes/wake.ts';
import type { SubscriptionStore } from '../../database/stores/subscription-store.ts';
import type { Contacts } from './contacts.ts';
import { deliveriesFor } from './fan-out.ts';
import type { StoredEvent } from './fan-out.ts';
import type { Transaction } from '../../database/transaction.ts';

/** A scheme to pin, and what the connection had before. */
export interface SchemePin {
  readonly scheme: SignatureScheme;
  readonly insteadOf: SignatureScheme | 'auto';
}

/** Activities of one connection, verified and normalized, to be kept. */
export interface Arrival {
  readonly connectionId: string;
  readonly source: string;
  readonly via: 'webhook' | 'poll' | 'backfill';
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /**
   * Until when the vendor may be asked for the documents that the events are about, in epoch
   * milliseconds; null when they go out without.
   */
  readonly enrichUntil: number | null;
  readonly activities: readonly {
    readonly activity: Activity;
    readonly events: readonly NormalizedEvent[];
  }[];
  /** The signature scheme that was found with this arrival, to be pinned with it. */
  readonly pin?: SchemePin;
  /** True when they stand in their order already, which their timestamps do not tell. */
  readonly inOrder?: true;
}

/** What was new of an arrival. */
export interface Appended {
  readonly eventIds: readonly string[];
  /** Activities that were known already. */
  readonly duplicates: number;
}

/**
 * Keeps arrivals: activities, events and deliveries in one transaction, or none of it. An
 * activity that is known already, from earlier or from this very group, makes nothing.
 *
 * A fixed number of statements, however many arrivals share the transaction.
 */
export class EventLog {
  readonly #options: {
    readonly database: Database;
    readonly connections: ConnectionStore;
    readonly subscriptions: SubscriptionStore;
    readonly queue: DeliveryQueue;
    readonly jobs: JobStore;
    readonly wake: Wake;
    readonly contacts?: Contacts;
  };

  constructor(options: {
    readonly database: Database;
    readonly connections: ConnectionStore;
    readonly subscriptions: SubscriptionStore;
    readonly queue: DeliveryQueue;
    readonly jobs: JobStore;
    readonly wake: Wake;
    /** Told which connections sent something new. */
    readonly contacts?: Contacts;
  }) {
    this.#options = options;
  }

  /** @returns one answer for each arrival, in order, once all are on disk */
  append(arrivals: readonly Arrival[]): Promise<readonly Appended[]> {
    const { database, connections, subscriptions, queue, jobs, wake, contacts } = this.#options;
    return database.write(async (transaction) => {
      for (const [connectionId, pin] of schemesToPin(arrivals)) {
        await connections.pinScheme(transaction, { connectionId, ...pin });
      }
      const isNew = await insertActivities(transaction, arrivals);
      const fresh = arrivals.map((arrival) => newEvents(arrival, isNew));
      const all = fresh.flatMap(({ events }) => events);
      const inOrder = arrivals.every((arrival) => arrival.inOrder === true);
      const stored = await insertEvents(transaction, inOrder ? all : chronological(all));
      const now = Math.max(...arrivals.map(({ receivedAt }) => receivedAt));
      if (stored.length > 0) {
        const interested = await subscriptions.loadAll(transaction);
        await queue.enqueue(transaction, {
          deliveries: deliveriesFor({ events: stored, subscriptions: interested }),
          now,
        });
        for (const connectionId of connectionsToEnrich(stored)) {
          const dueAt = now + gatherMs;
          await jobs.schedule(transaction, { kind: enrichmentJobs, key: connectionId, dueAt });
        }
        database.afterCommit(() => wake.wake());
      }
      database.afterCommit(() => {
        for (const [index, { connectionId, via, receivedAt }] of arrivals.entries()) {
          if (via !== 'webhook' || fresh[index]?.events.length === 0) continue;
          contacts?.tell({ connectionId, at: receivedAt, outcome: 'kept' });
        }
      });
      return fresh.map(({ events, duplicates }) => ({
        eventIds: events.map(({ id }) => id),
        duplicates,
      }));
    });
  }
}

/** Connections with events whose documents are still to be fetched. */
function connectionsToEnrich(events: readonly StoredEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ connectionId, enrichUntil }) => (enrichUntil === null ? [] : [connectionId])),
  );
}

/** Once per connection: rare, as it happens only until a scheme is found. */
function schemesToPin(arrivals: readonly Arrival[]): Map<string, SchemePin> {
  return new Map(
    arrivals.flatMap(({ connectionId, pin }) => (pin === undefined ? [] : [[connectionId, pin]])),
  );
}

interface NewEvent extends Omit<StoredEvent, 'seq'> {
  readonly activityId: string;
  readonly occurredAt: number;
  /** The digits of the second after its dot, which compare as text. */
  readonly fraction: string;
  readonly receivedAt: number;
  readonly enrichUntil: number | null;
  readonly body: string;
}

/** @returns tells once for each activity that was new, and false for every repeat of it */
async function insertActivities(
  transaction: Transaction,
  arrivals: readonly Arrival[],
): Promise<(identity: string) => boolean> {
  const inserted = await insertRows<{ connectionId: string; activityId: string }>(transaction, {
    table: 'activities',
    columns: ['connection_id', 'activity_id', 'raw', 'via', 'received_at'],
    rows: arrivals.flatMap(({ connectionId, activities, via, receivedAt }) =>
      activities.map(({ activity }) => [
        connectionId,
        activity.id,
        Buffer.from(activity.raw.buffer, activity.raw.byteOffset, activity.raw.byteLength),
        via,
        receivedAt,
      ]),
    ),
    suffix: `ON CONFLICT ("connection_id", "activity_id") DO NOTHING
      RETURNING "connection_id" AS "connectionId", "activity_id" AS "activityId"`,
  });
  const unclaimed = new Set(
    inserted.map(({ connectionId, activityId }) => identityOf(connectionId, activityId)),
  );
  return (identity) => unclaimed.delete(identity);
}

function newEvents(
  arrival: Arrival,
  isNew: (identity: string) => boolean,
): { events: NewEvent[]; duplicates: number } {
  const { connectionId, activities } = arrival;
  const fresh = activities.filter(({ activity }) => isNew(identityOf(connectionId, activity.id)));
  return {
    events: fresh.flatMap(({ activity, events }) =>
      events.map((event, index) => newEvent({ arrival, activity, event, index })),
    ),
    duplicates: activities.length - fresh.length,
  };
}

function newEvent(options: {
  readonly arrival: Arrival;
  readonly activity: Activity;
  readonly event: NormalizedEvent;
  readonly index: number;
}): NewEvent {
  const { arrival, activity, event, index } = options;
  const { connectionId, source, receivedAt } = arrival;
  // Nobody is asked for a document that came with the activity.
  const asks = event.subject !== null && event.document === undefined;
  const enrichUntil = asks ? arrival.enrichUntil : null;
  const id = eventId({ connectionId, activityId: activity.id, index });
  const { type, timestamp, subject } = event;
  return {
    id,
    connectionId,
    activityId: activity.id,
    type,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    occurredAt: Date.parse(timestamp),
    fraction: /\.(\d+)/.exec(timestamp)?.[1] ?? '',
    receivedAt,
    enrichUntil,
    body: JSON.stringify(
      createEvent({
        id,
        connectionId,
        source,
        normalized: event,
        ...(enrichUntil === null ? {} : { enrichment: { state: 'pending' } }),
        ...(event.document === undefined ? {} : { enrichment: { state: 'complete' } }),
      }),
    ),
  };
}

/** To the last digit that the vendor gave: .NET writes seven, of which a number holds three. */
function byTimestamp(
  a: Pick<NewEvent, 'occurredAt' | 'fraction'>,
  b: Pick<NewEvent, 'occurredAt' | 'fraction'>,
): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt;
  return a.fraction < b.fraction ? -1 : Number(a.fraction > b.fraction);
}

/** In the order of their timestamps: requests of one group came at the same time. */
function chronological(events: readonly NewEvent[]): NewEvent[] {
  return events.toSorted(byTimestamp);
}

async function insertEvents(
  transaction: Transaction,
  events: readonly NewEvent[],
): Promise<StoredEvent[]> {
  const rows = await insertRows<{ seq: number; id: string }>(transaction, {
    table: 'events',
    columns: [
      'id',
      'connection_id',
      'activity_id',
      'type',
      'subject_kind',
      'subject_id',
      'occurred_at',
      'received_at',
      'enrich_until',
      'body',
    ],
    rows: events.map((event) => [
      event.id,
      event.connectionId,
      event.activityId,
      event.type,
      event.subjectKind,
      event.subjectId,
      event.occurredAt,
      event.receivedAt,
      event.enrichUntil,
      event.body,
    ]),
    suffix: 'RETURNING "seq", "id"',
  });
  const seqs = new Map(rows.map(({ id, seq }) => [id, seq]));
  return events.map((event) => ({ ...event, seq: seqs.get(event.id) as number }));
}

function identityOf(connectionId: string, activityId: string): string {
  return `${connectionId}\n${activityId}`;
}
