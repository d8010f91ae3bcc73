import type { Database } from '../../src/database/database.ts';
import type { Ordering } from '../../src/database/entities/subscription.entity.ts';
import { sql } from '../../src/database/sql/sql.ts';

/** Inserts a bare subscription into the database, for tests of layers below the API. */
export async function seedSubscription(
  database: Database,
  subscription: {
    readonly id: string;
    readonly url?: string;
    readonly ordering?: Ordering;
    readonly status?: 'active' | 'paused' | 'disabled';
    readonly failingSince?: number;
  },
): Promise<void> {
  await database.write((tx) =>
    tx.run(
      sql`INSERT INTO "subscriptions" ("id", "url", "event_types", "ordering", "secret", "status",
            "failing_since", "created_at", "updated_at")
          VALUES (${subscription.id}, ${subscription.url ?? 'https://subscriber.example/hook'},
            ${'["*"]'}, ${subscription.ordering ?? 'subject'}, ${'unused'},
            ${subscription.status ?? 'active'}, ${subscription.failingSince ?? null}, ${0}, ${0})`,
    ),
  );
}

/** Inserts a bare event into the log. @returns its seq */
export async function seedEvent(
  database: Database,
  event: {
    readonly id: string;
    readonly connectionId?: string;
    readonly subject?: { readonly kind: string; readonly id: string };
    readonly enrichUntil?: number;
    readonly body?: string;
  },
): Promise<number> {
  const row = await database.write((tx) =>
    tx.first<{ seq: number }>(
      sql`INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "subject_kind",
            "subject_id", "occurred_at", "received_at", "enrich_until", "body")
          VALUES (${event.id}, ${event.connectionId ?? 'con_1'}, ${event.id}, ${'invoice.paid'},
            ${event.subject?.kind ?? null}, ${event.subject?.id ?? null}, ${0}, ${0},
            ${event.enrichUntil ?? null}, ${event.body ?? '{}'})
          RETURNING "seq"`,
    ),
  );
  return (row as { seq: number }).seq;
}
