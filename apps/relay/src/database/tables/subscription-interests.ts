import type { EventTypePattern } from '@invoice-relay/core/events';

import { readJson } from '../../shared/read-json.ts';
import type { Ordering, SubscriptionStatus } from '../entities/subscription.entity.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** Which events a subscription selects: kept for it whatever its status. */
export interface SubscriptionInterest {
  readonly id: string;
  readonly eventTypes: readonly EventTypePattern[];
  /** Null means every connection. */
  readonly connectionIds: readonly string[] | null;
  readonly ordering: Ordering;
  /** The API key that created it; null if none did, or it is deleted. */
  readonly apiKeyId: string | null;
  /** Whether it receives operational events about subscriptions of other keys. */
  readonly receivesAllOperational: boolean;
}

/** Selections, and the ids of active subscriptions whose selection cannot be read. */
export interface Interests {
  readonly interests: readonly SubscriptionInterest[];
  readonly damaged: readonly string[];
}

/** Of all subscriptions that are not deleted. */
export async function loadInterests(tx: Transaction): Promise<Interests> {
  const rows = await tx.all<{
    id: string;
    eventTypes: string;
    connectionIds: string | null;
    ordering: Ordering;
    apiKeyId: string | null;
    receivesAllOperational: number | boolean;
    status: SubscriptionStatus;
  }>(
    sql`SELECT "id", "event_types" AS "eventTypes", "connection_ids" AS "connectionIds",
          "ordering", "status", "api_key_id" AS "apiKeyId", "hears_all" AS "receivesAllOperational"
        FROM "subscriptions" WHERE "deleted_at" IS NULL ORDER BY "id"`,
  );
  const interests: SubscriptionInterest[] = [];
  const damaged: string[] = [];
  for (const { id, ordering, status, apiKeyId, receivesAllOperational, ...row } of rows) {
    const eventTypes = readJson<unknown>(row.eventTypes, undefined);
    const connectionIds =
      row.connectionIds === null ? null : readJson<unknown>(row.connectionIds, undefined);
    if (Array.isArray(eventTypes) && (connectionIds === null || Array.isArray(connectionIds))) {
      interests.push({
        id,
        eventTypes,
        connectionIds,
        ordering,
        apiKeyId,
        receivesAllOperational: Boolean(receivesAllOperational),
      });
    } else if (status === 'active') damaged.push(id);
  }
  return { interests, damaged };
}
