import type { InboxRow } from '../../database/inbox/inbox.ts';
import type { LogConnection } from '../../database/tables/log-connections.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import type { Arrival, ArrivedActivity } from '../log/arrival.ts';
import { readingProblem, sourceNotLoaded } from '../log/read-activity.ts';
import type { ReadingProblem } from '../log/read-activity.ts';
import { plainBytes } from '../../shared/plain-bytes.ts';
import { storedActivity } from '../log/stored-activity.ts';

/** Turns an inbox row into input for the log, or says why that is impossible. */
export function readInboxRow(options: {
  readonly row: InboxRow;
  readonly connection: LogConnection | undefined;
  readonly sources: SourceRegistry;
}): Arrival | ReadingProblem {
  const { row, connection, sources } = options;
  if (connection === undefined) return connectionUnknown;
  const { connectionId, receivedAt, trace } = row;
  const arrival = (activities: readonly ArrivedActivity[]): Arrival => ({
    connectionId,
    via: 'webhook',
    receivedAt,
    activities,
    ...(trace === null ? {} : { trace }),
  });
  if (row.activityId !== null) {
    return arrival([storedActivity({ id: row.activityId, raw: row.body, receivedAt })]);
  }
  const webhook = sources.get(connection.source)?.webhook;
  if (webhook === undefined) return sourceNotLoaded(connection.source);
  try {
    return arrival(
      webhook.parse(
        { method: 'POST', headers: {}, body: plainBytes(row.body) },
        { now: receivedAt },
      ),
    );
  } catch (error) {
    return readingProblem(error, { source: connection.source, doing: 'parse' });
  }
}

const connectionUnknown: ReadingProblem = {
  reason: 'connection_unknown',
  detail:
    'The database has no such connection. Were the database and its inbox restored from different backups?',
};
