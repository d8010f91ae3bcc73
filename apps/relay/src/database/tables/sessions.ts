import type { Scope } from '../entities/api-key.entity.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** A session with its API key. Times are epoch milliseconds. */
export interface SessionRow {
  readonly hash: string;
  readonly usedAt: number;
  readonly expiresAt: number;
  readonly keyId: string;
  readonly keyName: string;
  readonly scopes: readonly Scope[];
}

export async function insertSession(
  tx: Transaction,
  session: {
    readonly hash: string;
    readonly apiKeyId: string;
    readonly now: number;
    readonly expiresAt: number;
  },
): Promise<void> {
  const { hash, apiKeyId, now, expiresAt } = session;
  await tx.run(
    sql`INSERT INTO "sessions" ("hash", "api_key_id", "created_at", "used_at", "expires_at")
        VALUES (${hash}, ${apiKeyId}, ${now}, ${now}, ${expiresAt})`,
  );
}

/** @returns undefined as well if the API key of the session is gone */
export async function findSession(tx: Transaction, hash: string): Promise<SessionRow | undefined> {
  const row = await tx.first<Omit<SessionRow, 'scopes'> & { readonly scopes: string }>(
    sql`SELECT s."hash", s."used_at" AS "usedAt", s."expires_at" AS "expiresAt",
          k."id" AS "keyId", k."name" AS "keyName", k."scopes"
        FROM "sessions" s JOIN "api_keys" k ON k."id" = s."api_key_id"
        WHERE s."hash" = ${hash}`,
  );
  return (
    row && {
      ...row,
      usedAt: Number(row.usedAt),
      expiresAt: Number(row.expiresAt),
      scopes: JSON.parse(row.scopes) as Scope[],
    }
  );
}

export async function touchSession(
  tx: Transaction,
  options: { readonly hash: string; readonly now: number },
): Promise<void> {
  await tx.run(
    sql`UPDATE "sessions" SET "used_at" = ${options.now} WHERE "hash" = ${options.hash}`,
  );
}

export async function deleteSession(tx: Transaction, hash: string): Promise<void> {
  await tx.run(sql`DELETE FROM "sessions" WHERE "hash" = ${hash}`);
}

/** All sessions of a key, and the links that would create more. @returns how many sessions ended */
export async function deleteSessionsOf(tx: Transaction, apiKeyId: string): Promise<number> {
  await tx.run(sql`DELETE FROM "sign_in_codes" WHERE "api_key_id" = ${apiKeyId}`);
  return tx.run(sql`DELETE FROM "sessions" WHERE "api_key_id" = ${apiKeyId}`);
}

/** What nobody can use any more. */
export async function purgeSessions(
  tx: Transaction,
  options: { readonly now: number; readonly idleMs: number },
): Promise<void> {
  const { now, idleMs } = options;
  await tx.run(
    sql`DELETE FROM "sessions" WHERE "expires_at" <= ${now} OR "used_at" <= ${now - idleMs}
          OR "api_key_id" NOT IN (SELECT "id" FROM "api_keys")`,
  );
  await tx.run(sql`DELETE FROM "sign_in_codes" WHERE "expires_at" <= ${now}`);
}

export async function insertSignInCode(
  tx: Transaction,
  code: { readonly hash: string; readonly apiKeyId: string; readonly expiresAt: number },
): Promise<void> {
  await tx.run(
    sql`INSERT INTO "sign_in_codes" ("hash", "api_key_id", "expires_at")
        VALUES (${code.hash}, ${code.apiKeyId}, ${code.expiresAt})`,
  );
}

/** Uses up a code. @returns the id of its API key; undefined if it is unknown, used, or expired */
export async function takeSignInCode(
  tx: Transaction,
  options: { readonly hash: string; readonly now: number },
): Promise<string | undefined> {
  const row = await tx.first<{ apiKeyId: string; expiresAt: number }>(
    sql`DELETE FROM "sign_in_codes" WHERE "hash" = ${options.hash}
        RETURNING "api_key_id" AS "apiKeyId", "expires_at" AS "expiresAt"`,
  );
  return row !== undefined && Number(row.expiresAt) > options.now ? row.apiKeyId : undefined;
}
