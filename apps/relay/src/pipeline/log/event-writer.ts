import type { Database } from '../../database/database.ts';
import { insertEvents, setNewerSeqs } from '../../database/tables/events.ts';
import { countFlow } from '../../database/tables/flow-counts.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import { enrichmentJobs, gatherMs } from './enrichment-jobs.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { subscriptionDisabled } from '../operational/subscription-events.ts';
import { deliveriesFor } from './fan-out.ts';
import type { LogConnections } from './log-connections.ts';
import type { CreatedEvents, LogCommit } from './log-commit.ts';
import { markLate } from './mark-late.ts';
import type { LogEvent } from './new-event.ts';
import { SubscriptionIndex } from './subscription-index.ts';

/** Puts events into the log, with their deliveries. */
export class EventWriter {
  readonly #options: {
    readonly queue: Pick<DeliveryQueue, 'enqueue'>;
    readonly jobs: Pick<JobStore, 'schedule'>;
    readonly connections: LogConnections;
    readonly operational: OperationalLog;
  };
  readonly #subscriptions: SubscriptionIndex;

  constructor(options: {
    readonly database: Pick<Database, 'afterCommit'>;
    readonly queue: Pick<DeliveryQueue, 'enqueue'>;
    readonly jobs: Pick<JobStore, 'schedule'>;
    readonly connections: LogConnections;
    readonly operational: OperationalLog;
  }) {
    this.#options = options;
    this.#subscriptions = new SubscriptionIndex(options);
  }

  /** Creates events in order, with their deliveries and the jobs that they need. */
  async write(
    tx: Transaction,
    options: { readonly events: readonly LogEvent[]; readonly now: number },
  ): Promise<Pick<LogCommit, 'created' | 'damaged'> & { readonly enriches: boolean }> {
    const { queue, jobs, operational } = this.#options;
    const { now } = options;
    if (options.events.length === 0) return { created: [], damaged: [], enriches: false };
    const placed = await markLate(tx, options.events);
    const stored = await insertEvents(tx, placed.events);
    await setNewerSeqs(
      tx,
      [...placed.newerInList].map(([index, newer]) => ({
        seq: (stored[index] as { seq: number }).seq,
        newerSeq: (stored[newer] as { seq: number }).seq,
      })),
    );
    const damaged = await this.#subscriptions.refresh(tx, { now });
    await queue.enqueue(tx, {
      deliveries: deliveriesFor({ events: stored, subscriptions: this.#subscriptions }),
      now,
    });
    await operational.append(tx, {
      events: damaged.map(({ subscription, reason }) => subscriptionDisabled(subscription, reason)),
      now,
    });
    const enriching = connectionsToEnrich(stored);
    for (const connectionId of enriching) {
      await jobs.schedule(tx, { kind: enrichmentJobs, key: connectionId, dueAt: now + gatherMs });
    }
    await countFlow(
      tx,
      stored.map(({ receivedAt }) => ({ at: receivedAt, events: 1 })),
    );
    const created = await this.#createdBySource(tx, stored);
    return {
      created,
      damaged: damaged.map(({ subscription, reason }) => ({
        subscriptionId: subscription.id,
        reason,
      })),
      enriches: enriching.size > 0,
    };
  }

  async #createdBySource(
    tx: Transaction,
    events: readonly { readonly connectionId: string; readonly isLate: boolean }[],
  ): Promise<CreatedEvents[]> {
    const created = new Map<string, CreatedEvents>();
    for (const { connectionId, isLate } of events) {
      const source = (await this.#options.connections.find(tx, connectionId))?.source ?? 'unknown';
      const { count, late } = created.get(source) ?? { count: 0, late: 0 };
      created.set(source, { source, count: count + 1, late: late + (isLate ? 1 : 0) });
    }
    return [...created.values()];
  }
}

/** Connections with events whose documents are still to be fetched. */
function connectionsToEnrich(events: readonly LogEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ connectionId, enrichUntil }) => (enrichUntil === null ? [] : [connectionId])),
  );
}
