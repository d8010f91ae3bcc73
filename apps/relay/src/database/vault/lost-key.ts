import { identifier } from '../sql/insert.ts';
import { sql } from '../sql/sql.ts';
import { deleteSetting } from '../tables/settings.ts';
import type { Transaction } from '../transaction.ts';
import { headersPlace, secretPlace, urlPlace } from '../stores/subscription-secrets.ts';
import { opensDatabase, sealedSettings } from './open-vault.ts';
import { openIfReadable } from './vault.ts';
import type { Vault } from './vault.ts';

/** Something that has to be set again. */
export interface Lost {
  readonly id: string;
  /** Its display name; null if it has none. */
  readonly name: string | null;
}

/** What is lost with a key. Events, activities, deliveries and settings stay. */
export interface LostWithKey {
  /** None is recognized again: their fingerprints were made with a key that was sealed itself. */
  readonly apiKeys: readonly Lost[];
  /** Their credentials; and their ingest URLs, which were looked up by such fingerprints too. */
  readonly connections: readonly Lost[];
  /** Those whose URL, secret or headers cannot be decrypted. */
  readonly subscriptions: readonly Lost[];
}

/** @returns undefined if the vault opens the database: then no key is lost */
export async function lostWithKey(tx: Transaction, vault: Vault): Promise<LostWithKey | undefined> {
  if (await opensDatabase(tx, vault)) return undefined;
  const subscriptions = await tx.all<SubscriptionRow>(
    sql`SELECT "id", "description" AS "name", "url", "secret", "headers" FROM "subscriptions"
        WHERE "deleted_at" IS NULL ORDER BY "id"`,
  );
  return {
    apiKeys: await tx.all<Lost>(sql`SELECT "id", "name" FROM "api_keys" ORDER BY "id"`),
    connections: await tx.all<Lost>(
      sql`SELECT "id", "name" FROM "connections" WHERE "deleted_at" IS NULL ORDER BY "id"`,
    ),
    subscriptions: subscriptions
      .filter((row) => !isReadable(row, vault))
      .map(({ id, name }) => ({ id, name })),
  };
}

/**
 * Removes what nobody can use without the key, so that a start continues with another one. Sealed
 * values stay where they are: should the key turn up, those that were not set again can be opened
 * with `RELAY_ENCRYPTION_KEY_PREVIOUS`. Subscriptions are disabled until they are set again, and
 * miss nothing.
 */
export async function giveUpLostKey(
  tx: Transaction,
  options: { readonly lost: LostWithKey; readonly now: number },
): Promise<void> {
  const { lost, now } = options;
  for (const table of ['api_keys', 'sessions', 'sign_in_codes', 'idempotency', 'rotated_secrets']) {
    await tx.run(sql`DELETE FROM ${identifier(table)}`);
  }
  // Their owners come back with another key.
  await tx.run(sql`UPDATE "subscriptions" SET "api_key_id" = ${null}`);
  await tx.each(
    lost.subscriptions,
    ({ id }) =>
      sql`UPDATE "subscriptions"
          SET "status" = 'disabled', "disabled_reason" = ${lostReason}, "updated_at" = ${now}
          WHERE "id" = ${id} AND "status" IN ('active', 'disabled')`,
  );
  for (const name of Object.values(sealedSettings)) await deleteSetting(tx, name);
}

const lostReason =
  'The encryption key for its URL, secret and headers is lost. Set them again, and set it active: it receives everything that it missed.';

interface SubscriptionRow extends Lost {
  readonly url: string;
  readonly secret: string;
  readonly headers: string | null;
}

function isReadable({ id, url, secret, headers }: SubscriptionRow, vault: Vault): boolean {
  const opened = openIfReadable(() => [
    vault.open(url, urlPlace(id)),
    vault.open(secret, secretPlace(id)),
    headers === null ? null : vault.open(headers, headersPlace(id)),
  ]);
  return opened !== undefined;
}
