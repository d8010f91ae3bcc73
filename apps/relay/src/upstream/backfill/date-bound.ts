import type { Activity, AnySource } from '@invoice-relay/core/source';

import type { BackfillEntity } from '../../database/entities/backfill.entity.ts';
import { findLogConnection } from '../../database/tables/log-connections.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * Decides which activities a backfill from a given time includes, if positions do not say so: those
 * that the vendor dates at or after that time. Undated ones are skipped if the source knows no
 * positions, as they could be years old; otherwise there was simply none before that time.
 */
export async function dateBound(
  transaction: Transaction,
  options: {
    readonly backfill: Pick<BackfillEntity, 'connectionId' | 'fromAt' | 'afterPosition'>;
    readonly source: AnySource;
  },
): Promise<(activity: Activity) => boolean> {
  const { backfill, source } = options;
  const { connectionId, fromAt, afterPosition } = backfill;
  if (fromAt === null || afterPosition !== null) return () => true;
  const takesUndated = source.position !== undefined;
  const connection = await findLogConnection(transaction, connectionId);
  const facts = connection?.facts ?? null;
  return (activity) => {
    const date = vendorDate({ activity, source, context: facts === null ? {} : { facts } });
    return date === null ? takesUndated : date >= fromAt;
  };
}

/** When it happened by its vendor's own date, in epoch milliseconds; null if there is none. */
function vendorDate(options: {
  readonly activity: Activity;
  readonly source: AnySource;
  readonly context: Parameters<AnySource['normalize']>[1];
}): number | null {
  const { activity, source, context } = options;
  try {
    const [event] = source.normalize(activity, context);
    const date = event.activity.createdAt === null ? NaN : Date.parse(event.timestamp);
    return Number.isNaN(date) ? null : date;
  } catch {
    // The event log sets it aside, if it gets that far.
    return null;
  }
}
