import type { RotatedKind } from '../entities/rotated-secret.entity.ts';
import { sql, sqlPlannedOnce, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** A secret that was replaced and is still valid. */
export interface RotatedSecret {
  /** As stored: sealed, or a fingerprint. */
  readonly value: string;
  /** Epoch milliseconds. */
  readonly validUntil: number;
}

/** Stores what was replaced, each until its own overlap ends. */
export async function keepRotated(
  tx: Transaction,
  rotated: {
    readonly kind: RotatedKind;
    readonly ownerId: string;
    readonly value: string;
    readonly now: number;
    readonly validUntil: number;
  },
): Promise<void> {
  const { kind, ownerId, value, now, validUntil } = rotated;
  await tx.run(
    sql`DELETE FROM "rotated_secrets" WHERE "owner_id" = ${ownerId} AND "valid_until" <= ${now}`,
  );
  await tx.run(
    sql`INSERT INTO "rotated_secrets" ("kind", "owner_id", "value", "rotated_at", "valid_until")
        VALUES (${kind}, ${ownerId}, ${value}, ${now}, ${validUntil})`,
  );
}

/** Ends everything of an owner that was replaced, or one kind of it. */
export async function endRotated(
  tx: Transaction,
  options: { readonly ownerId: string; readonly kind?: RotatedKind },
): Promise<void> {
  const { ownerId, kind } = options;
  await tx.run(
    kind === undefined
      ? sql`DELETE FROM "rotated_secrets" WHERE "owner_id" = ${ownerId}`
      : sql`DELETE FROM "rotated_secrets" WHERE "owner_id" = ${ownerId} AND "kind" = ${kind}`,
  );
}

/** Ends these of an owner. */
export async function endRotatedValues(
  tx: Transaction,
  options: {
    readonly kind: RotatedKind;
    readonly ownerId: string;
    readonly values: readonly string[];
  },
): Promise<void> {
  const { kind, ownerId, values } = options;
  if (values.length === 0) return;
  await tx.run(
    sql`DELETE FROM "rotated_secrets" WHERE "kind" = ${kind} AND "owner_id" = ${ownerId}
          AND "value" IN ${texts(values)}`,
  );
}

/** What is still valid for each owner, most recently replaced first. */
export async function validRotated(
  tx: Transaction,
  options: {
    readonly kind: RotatedKind;
    readonly ownerIds: readonly string[];
    readonly now: number;
  },
): Promise<ReadonlyMap<string, readonly RotatedSecret[]>> {
  const { kind, ownerIds, now } = options;
  const rows = await tx.all<{ ownerId: string; value: string; validUntil: number }>(
    sqlPlannedOnce`SELECT "owner_id" AS "ownerId", "value", "valid_until" AS "validUntil"
        FROM "rotated_secrets"
        WHERE "kind" = ${kind} AND "owner_id" IN ${texts(ownerIds)} AND "valid_until" > ${now}
        ORDER BY "rotated_at" DESC`,
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, validUntil: Number(row.validUntil) })),
    ({ ownerId }) => ownerId,
  );
}

/** Whose replaced ingest URL a fingerprint belongs to, and until when. */
export async function findRotatedIngestUrl(
  tx: Transaction,
  options: { readonly tokenHash: string; readonly now: number },
): Promise<{ readonly ownerId: string; readonly validUntil: number } | undefined> {
  const row = await tx.first<{ ownerId: string; validUntil: number }>(
    sql`SELECT "owner_id" AS "ownerId", "valid_until" AS "validUntil" FROM "rotated_secrets"
        WHERE "value" = ${options.tokenHash} AND "kind" = 'ingest_url'
          AND "valid_until" > ${options.now}`,
  );
  return row && { ownerId: row.ownerId, validUntil: Number(row.validUntil) };
}
