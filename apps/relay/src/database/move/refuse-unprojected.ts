import { existsSync } from 'node:fs';

import { ConfigError } from '@invoice-relay/core/errors';

import type { Database } from '../database.ts';
import { inboxPath, SqliteInboxReader } from '../inbox/sqlite-inbox.ts';
import { projectedPlace } from '../tables/projections.ts';

/**
 * What was acknowledged and is no event yet stands in the inbox, a file of its own. A relay that
 * is started on it makes events of it within seconds, so a move leaves that to it.
 *
 * @throws {ConfigError} when there is such a request
 */
export async function refuseUnprojected(options: {
  readonly path: string;
  readonly database: Database;
}): Promise<void> {
  const { path, database } = options;
  if (!existsSync(inboxPath(path))) return;
  const place = await database.read((tx) => projectedPlace(tx));
  const reader = new SqliteInboxReader({ databasePath: path, shared: { place } });
  try {
    if ((await reader.read({ limit: 1 })).length === 0) return;
  } finally {
    await reader.close();
  }
  throw new ConfigError([
    `--from: ${inboxPath(path)} holds webhooks that were acknowledged and are not in the log yet, as the relay was killed. Start the relay on this database once more, wait until GET /readyz answers 200, stop it with SIGTERM, and move again.`,
  ]);
}
