import type { PollMemory, RememberedDocument } from '@invoice-relay/core/source';
import type { JsonObject } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { keepRow, keptRowSchema, readRow } from './row.ts';
import type { KnownRow } from './row.ts';
import type { WholeHashes } from './whole-hashes.ts';

/** What is remembered of one invoice besides its row: only for those that something was reported about. */
export interface KnownDocument {
  readonly id: number;
  /** The number of records of this id. Kept after the invoice is deleted, as ids are reused. */
  readonly revision: number;
  /** Of the invoice as last reported; null if it was never read in full. */
  readonly whole: WholeHashes | null;
  /** What is to be read and reported; null if there is nothing. */
  readonly pending: Pending | null;
  /** When to do that: a number in the queue, or a time after a failure. Null without. */
  readonly dueAt: number | null;
}

export interface Pending {
  /** The row as last reported, or as of the first contact; null for a new invoice. */
  readonly from: KnownRow | null;
  /** The number of failed tries so far. */
  readonly failures: number;
  /** When that was last tried, in epoch milliseconds; null if never. */
  readonly triedAt: number | null;
}

const valueSchema = v.object({
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  whole: v.nullable(v.record(v.string(), v.string())),
  pending: v.nullable(
    v.object({
      from: v.nullable(keptRowSchema),
      failures: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      triedAt: v.optional(v.nullable(v.number()), null),
    }),
  ),
});

const prefix = 'invoice-';

export async function readDocuments(
  memory: PollMemory,
  ids: readonly number[],
): Promise<ReadonlyMap<number, KnownDocument>> {
  if (ids.length === 0) return new Map();
  const documents = await memory.get(ids.map((id) => `${prefix}${id}`));
  return new Map(documents.map((document) => [idOf(document), readDocument(document)]));
}

export function readDocument(document: RememberedDocument): KnownDocument {
  const { revision, whole, pending } = v.parse(valueSchema, document.value);
  return {
    id: idOf(document),
    revision,
    whole,
    pending: pending && {
      from: pending.from && readRow(pending.from),
      failures: pending.failures,
      triedAt: pending.triedAt,
    },
    dueAt: document.dueAt,
  };
}

export function writeDocument(document: KnownDocument): RememberedDocument {
  const { id, revision, whole, pending, dueAt } = document;
  const value: JsonObject = {
    revision,
    whole: whole as JsonObject | null,
    pending: pending && {
      from: pending.from && [...keepRow(id, pending.from)],
      failures: pending.failures,
      triedAt: pending.triedAt,
    },
  };
  return { key: `${prefix}${id}`, value, dueAt };
}

function idOf({ key }: RememberedDocument): number {
  return Number(key.slice(prefix.length));
}
