import type { InboxRow } from '../../database/inbox/inbox.ts';
import type { LogConnection } from '../../database/tables/log-connections.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import type { Arrival, ArrivedActivity } from '../log/arrival.ts';
import { readingProblem, sourceNotLoaded } from '../log/read-activity.ts';
import type { ReadingProblem } from '../log/read-activity.ts';

/** Turns what was acknowledged into what the log takes, or says why that cannot be done. */
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
  const body = plainBytes(row.body);
  if (row.activityId !== null) {
    const seenAt = new Date(receivedAt).toISOString();
    return arrival([{ id: row.activityId, raw: body, seenAt }]);
  }
  const webhook = sources.get(connection.source)?.webhook;
  if (webhook === undefined) return sourceNotLoaded(connection.source);
  try {
    return arrival(webhook.parse({ method: 'POST', headers: {}, body }, { now: receivedAt }));
  } catch (error) {
    return readingProblem(error, { source: connection.source, doing: 'parse' });
  }
}

const connectionUnknown: ReadingProblem = {
  reason: 'connection_unknown',
  detail:
    'The database has no connection that this came for. Were the database and its inbox restored from different backups?',
};

/** No Buffer: its `slice` shares memory, which is not what a source expects of bytes. */
function plainBytes(body: Uint8Array): Uint8Array {
  return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
}
