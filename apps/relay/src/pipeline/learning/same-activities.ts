import type { Activity, SameActivity } from '@invoice-relay/core/source';

import { keptActivities } from '../../database/tables/activities.ts';
import type { KeptActivity } from '../../database/tables/activities.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Arrival } from '../log/arrival.ts';
import type { Reading } from '../log/read-activity.ts';
import { storedActivity } from '../log/stored-activity.ts';

/** An arrival and its outcome. */
export interface KeptArrival {
  readonly arrival: Arrival;
  readonly readings: readonly Reading[];
  readonly events?: readonly { readonly activityId: string }[];
  readonly duplicates?: number;
}

/** Activities that were already known when a webhook brought them, by connection. */
export function repeatedWebhooks(
  kept: readonly KeptArrival[],
): ReadonlyMap<string, readonly Activity[]> {
  const repeated = new Map<string, Activity[]>();
  for (const { arrival, readings, events = [], duplicates = 0 } of kept) {
    const { connectionId, via, activities } = arrival;
    if (via !== 'webhook' || duplicates === 0) continue;
    const isNew = new Set(events.map(({ activityId }) => activityId));
    const known = repeated.get(connectionId) ?? [];
    for (const [place, activity] of activities.entries()) {
      const isReadable = 'events' in (readings[place] ?? {});
      if (isReadable && !isNew.has(activity.keptAs ?? activity.id)) known.push(activity);
    }
    repeated.set(connectionId, known);
  }
  return repeated;
}

/**
 * Activities that arrived again, now by webhook, after the vendor's API had reported them first.
 */
export async function knownFromApi(
  tx: Transaction,
  options: { readonly connectionId: string; readonly webhooks: readonly Activity[] },
): Promise<readonly SameActivity[]> {
  const { connectionId, webhooks } = options;
  const kept = await keptActivities(tx, {
    connectionId,
    activityIds: webhooks.map(({ id }) => id),
    via: ['backfill', 'poll'],
  });
  return webhooks.flatMap((webhook) => {
    const one = kept.get(webhook.id);
    return one === undefined ? [] : [{ webhook, api: asActivity(one) }];
  });
}

/** Activities that the vendor's API reports, and that a webhook brought first. */
export async function knownFromWebhooks(
  tx: Transaction,
  options: { readonly connectionId: string; readonly listed: readonly Activity[] },
): Promise<readonly SameActivity[]> {
  const { connectionId, listed } = options;
  const kept = await keptActivities(tx, {
    connectionId,
    activityIds: listed.map(({ id }) => id),
    via: ['webhook'],
  });
  return listed.flatMap((api) => {
    const one = kept.get(api.id);
    return one === undefined ? [] : [{ webhook: asActivity(one), api }];
  });
}

function asActivity({ activityId, raw, receivedAt }: KeptActivity): Activity {
  return storedActivity({ id: activityId, raw, receivedAt });
}
