import {
  addUnreportedQuarantine,
  nameConnections,
  markQuarantineReported,
  unreportedQuarantines,
} from '../../database/tables/connection-health.ts';
import type { UnreportedQuarantine } from '../../database/tables/connection-health.ts';
import type { Transaction } from '../../database/transaction.ts';
import { hours } from '../../shared/clock/durations.ts';
import { quarantineAdded } from './connection-events.ts';
import type { OperationalLog } from './operational-log.ts';

/** How often it is reported per connection, with the number of items. Milliseconds. */
const reportEveryMs = 1 * hours;

/** A quarantined item. */
interface Quarantined {
  readonly connectionId: string;
  readonly detail: string;
}

/**
 * Reports what was quarantined, in the same transaction: the first item immediately, and what
 * follows within the hour at its end and as one, see {@link reportQuarantinedSinceLast}.
 */
export async function reportQuarantined(
  tx: Transaction,
  options: {
    readonly log: OperationalLog;
    readonly added: readonly Quarantined[];
    readonly now: number;
  },
): Promise<void> {
  const { log, added, now } = options;
  const byConnection = new Map<string, { count: number; reason: string }>();
  for (const { connectionId, detail } of added) {
    const count = (byConnection.get(connectionId)?.count ?? 0) + 1;
    byConnection.set(connectionId, { count, reason: detail });
  }
  const due: UnreportedQuarantine[] = [];
  for (const [connectionId, counted] of byConnection) {
    const unreported = await addUnreportedQuarantine(tx, { connectionId, ...counted });
    if (unreported.reportedAt === null || unreported.reportedAt + reportEveryMs <= now)
      due.push(unreported);
  }
  await report(tx, { log, due, now });
}

/** Reports what arrived since the last time, if that is long enough ago. */
export async function reportQuarantinedSinceLast(
  tx: Transaction,
  options: { readonly log: OperationalLog; readonly now: number },
): Promise<void> {
  const due = await unreportedQuarantines(tx, options.now - reportEveryMs);
  await report(tx, { ...options, due });
}

async function report(
  tx: Transaction,
  options: {
    readonly log: OperationalLog;
    readonly due: readonly UnreportedQuarantine[];
    readonly now: number;
  },
): Promise<void> {
  const { log, due, now } = options;
  if (due.length === 0) return;
  const connections = await nameConnections(
    tx,
    due.map(({ connectionId }) => connectionId),
  );
  for (const { connectionId } of due) await markQuarantineReported(tx, { connectionId, now });
  await log.append(tx, {
    now,
    events: due.flatMap(({ connectionId, count, reason }) => {
      const connection = connections.get(connectionId);
      // A connection that the database does not know has no name, and no owner to notify.
      return connection === undefined ? [] : [quarantineAdded(connection, { count, reason })];
    }),
  });
}
