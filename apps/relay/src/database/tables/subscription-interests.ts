import type { EventTypePattern } from '@invoice-relay/core/events';

import type { Ordering } from '../entities/subscription.entity.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** Which events a subscription wants: kept for it whatever its status. */
export interface SubscriptionInterest {
  readonly id: string;
  readonly eventTypes: readonly EventTypePattern[];
  /** Null is every connection. */
  readonly connectionIds: readonly string[] | null;
  readonly ordering: Ordering;
}

/** Of all subscriptions that are not deleted. */
export async function loadInterests(tx: Transaction): Promise<SubscriptionInterest[]> {
  const rows = await tx.all<{
    id: string;
    eventTypes: string;
    connectionIds: string | null;
    ordering: Ordering;
  }>(
    sql`SELECT "id", "event_types" AS "eventTypes", "connection_ids" AS "connectionIds", "ordering"
        FROM "subscriptions" WHERE "deleted_at" IS NULL ORDER BY "id"`,
  );
  return rows.map(({ id, eventTypes, connectionIds, ordering }) => ({
    id,
    eventTypes: JSON.parse(eventTypes),
    connectionIds: connectionIds === null ? null : JSON.parse(connectionIds),
    ordering,
  }));
}
