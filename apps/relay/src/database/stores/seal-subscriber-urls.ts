import type { Database } from '../database.ts';
import { sql } from '../sql/sql.ts';
import type { Vault } from '../vault/vault.ts';
import { sealUrl } from './subscription-secrets.ts';

/**
 * Seals the URLs that an earlier version stored in plain text. A migration cannot: it has no key.
 *
 * @returns how many were sealed
 */
export function sealSubscriberUrls(options: {
  readonly database: Database;
  readonly vault: Vault;
}): Promise<number> {
  const { database, vault } = options;
  return database.write(async (tx) => {
    const plain = await tx.all<{ id: string; url: string }>(
      sql`SELECT "id", "url" FROM "subscriptions" WHERE "url_hash" IS NULL AND "url" <> ''`,
    );
    return tx.each(plain, ({ id, url: given }) => {
      const { url, urlHash } = sealUrl({ vault, subscriptionId: id, url: given });
      return sql`UPDATE "subscriptions" SET "url" = ${url}, "url_hash" = ${urlHash}
                 WHERE "id" = ${id}`;
    });
  });
}
