import type { Database } from '../../database/database.ts';
import { placeholders } from '../../database/sql.ts';
import type { DueDelivery } from '../lanes/delivery-queue.ts';
import type { SubscriptionStore } from '../../database/stores/subscription-store.ts';
import type { ReadyDelivery } from './attempt-maker.ts';
import type { SlotSubscription } from './slots.ts';

/** What the dispatcher reads: a few rows per look, however long the log is. */
export class DispatchStore {
  readonly #database: Database;
  readonly #subscriptions: SubscriptionStore;

  constructor(options: { readonly database: Database; readonly subscriptions: SubscriptionStore }) {
    this.#database = options.database;
    this.#subscriptions = options.subscriptions;
  }

  activeSubscriptions(): Promise<readonly SlotSubscription[]> {
    return this.#database.read((transaction) =>
      transaction.query<SlotSubscription[]>(
        `SELECT "id", "failing_since" AS "failingSince", "catch_up_until" AS "catchUpUntil"
         FROM "subscriptions" WHERE "status" = 'active' AND "deleted_at" IS NULL`,
      ),
    );
  }

  /** Ends catching up for subscriptions whose next delivery is past what they missed. */
  async endCatchUps(options: {
    readonly subscriptions: readonly SlotSubscription[];
    readonly claimed: readonly DueDelivery[];
  }): Promise<void> {
    const next = new Map(options.claimed.map(({ subscriptionId, seq }) => [subscriptionId, seq]));
    const past = options.subscriptions.filter(
      ({ id, catchUpUntil }) => catchUpUntil !== null && (next.get(id) ?? 0) > catchUpUntil,
    );
    if (past.length === 0) return;
    await this.#database.write((transaction) =>
      transaction.query(
        `UPDATE "subscriptions" SET "catch_up_until" = NULL
         WHERE "id" IN (${placeholders(past.length)})`,
        past.map(({ id }) => id),
      ),
    );
  }

  /**
   * Deliveries with their event's body and their subscription's URL and secrets. Leaves out those
   * whose event is not whole yet, and those of subscriptions that are active no more.
   */
  async loadForAttempt(deliveries: readonly DueDelivery[]): Promise<ReadyDelivery[]> {
    const [events, subscriptions] = await Promise.all([
      this.#loadEvents(deliveries),
      this.#subscriptions.loadForSending([
        ...new Set(deliveries.map(({ subscriptionId }) => subscriptionId)),
      ]),
    ]);
    return deliveries.flatMap((delivery) => {
      const event = events.get(delivery.eventSeq);
      const subscription = subscriptions.get(delivery.subscriptionId);
      if (event === undefined || subscription?.status !== 'active') return [];
      return [{ delivery, event, url: subscription.url, secrets: subscription.secrets }];
    });
  }

  async #loadEvents(
    deliveries: readonly DueDelivery[],
  ): Promise<Map<number, ReadyDelivery['event']>> {
    const seqs = [...new Set(deliveries.map(({ eventSeq }) => eventSeq))];
    const rows = await this.#database.read((transaction) =>
      transaction.query<(ReadyDelivery['event'] & { readonly seq: number })[]>(
        `SELECT "seq", "id", "type", "connection_id" AS "connectionId", "body"
         FROM "events" WHERE "enrich_until" IS NULL AND "seq" IN (${placeholders(seqs.length)})`,
        seqs,
      ),
    );
    return new Map(rows.map((row) => [row.seq, row]));
  }
}
