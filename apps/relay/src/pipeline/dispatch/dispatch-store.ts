import type { Database } from '../../database/database.ts';
import { integers, sql } from '../../database/sql/sql.ts';
import type {
  DamagedSubscriber,
  Subscriber,
  SubscriberStore,
} from '../../database/stores/subscriber-store.ts';
import { sendableAmong } from '../../database/tables/lane-heads.ts';
import { disableSubscriptions } from '../../database/tables/subscription-health.ts';
import type { DueDelivery } from '../lanes/delivery-queue.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { subscriptionDisabled } from '../operational/subscription-events.ts';
import { deliverableBody } from '../send/deliverable-body.ts';

/** The part of an event that an attempt needs. */
interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly connectionId: string;
  /** The trace context (`traceparent`) that its attempts continue; null without tracing. */
  readonly trace: string | null;
  readonly body: string;
}

/** A delivery with everything that an attempt needs. */
export interface ReadyDelivery {
  readonly delivery: DueDelivery;
  readonly event: Omit<EventRow, 'seq' | 'body'>;
  readonly subscriber: Subscriber;
  /** What is signed and sent. */
  readonly body: Buffer;
}

/** What the dispatcher reads: a few rows per query, however long the log is. */
export class DispatchStore {
  readonly #database: Database;
  readonly #subscribers: SubscriberStore;
  readonly #operational: OperationalLog;

  constructor(options: {
    readonly database: Database;
    readonly subscribers: SubscriberStore;
    readonly operational: OperationalLog;
  }) {
    this.#operational = options.operational;
    this.#database = options.database;
    this.#subscribers = options.subscribers;
  }

  /** Those of the ids that are not deleted. */
  subscribers(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Subscriber | DamagedSubscriber>> {
    return this.#subscribers.load(ids);
  }

  /**
   * Deliveries with what is to be sent. Omits those whose event is not complete yet, those that are
   * no longer first in their lanes (since they were claimed, something older was put before them),
   * and those whose subscription is getting another ordering.
   */
  async load(options: {
    readonly deliveries: readonly DueDelivery[];
    readonly subscribers: ReadonlyMap<string, Subscriber>;
  }): Promise<ReadyDelivery[]> {
    const { deliveries, subscribers } = options;
    const [events, sendable] = await Promise.all([
      this.#events(deliveries.map(({ eventSeq }) => eventSeq)),
      this.#database.read((tx) => sendableAmong(tx, deliveries)),
    ]);
    return deliveries.flatMap((delivery) => {
      if (!sendable.has(delivery.seq)) return [];
      const event = events.get(delivery.eventSeq);
      const subscriber = subscribers.get(delivery.subscriptionId);
      if (event === undefined || subscriber === undefined) return [];
      return [{ delivery, event, subscriber, body: event.bodyFor(delivery, subscriber) }];
    });
  }

  /** @returns whether it was active */
  async disable(options: {
    readonly subscriptionId: string;
    readonly reason: string;
    readonly now: number;
  }): Promise<boolean> {
    const { subscriptionId, reason, now } = options;
    return this.#database.write(async (tx) => {
      const disabled = await disableSubscriptions(tx, { ids: [subscriptionId], reason, now });
      const events = disabled.map((one) => subscriptionDisabled(one, reason));
      await this.#operational.append(tx, { events, now });
      return disabled.length > 0;
    });
  }

  async #events(seqs: readonly number[]): Promise<ReadonlyMap<number, LoadedEvent>> {
    const rows = await this.#database.read((tx) =>
      tx.all<EventRow>(
        sql`SELECT "seq", "id", "type", "connection_id" AS "connectionId", "trace", "body"
            FROM "events" WHERE "enrich_until" IS NULL AND "seq" IN ${integers([...new Set(seqs)])}`,
      ),
    );
    return new Map(rows.map((row) => [Number(row.seq), new LoadedEvent(row)]));
  }
}

/** An event whose bytes are shared by most subscribers. */
class LoadedEvent {
  readonly id: string;
  readonly type: string;
  readonly connectionId: string;
  readonly trace: string | null;
  readonly #body: string;
  #bytes: Buffer | undefined;

  constructor({ id, type, connectionId, trace, body }: EventRow) {
    this.id = id;
    this.type = type;
    this.connectionId = connectionId;
    this.trace = trace;
    this.#body = body;
  }

  bodyFor({ replayId }: DueDelivery, { maxBytes }: Subscriber): Buffer {
    const isUsual = replayId === null && maxBytes === null;
    if (isUsual && this.#bytes !== undefined) return this.#bytes;
    const bytes = deliverableBody({ body: this.#body, maxBytes, replayId });
    if (isUsual) this.#bytes = bytes;
    return bytes;
  }
}
