import type { JsonObject } from '@invoice-relay/core/models';
import type { PollMemory, RememberedDocument } from '@invoice-relay/core/source';
import * as v from 'valibot';

import { keepRow, keptRowSchema, readRow } from './row.ts';
import type { KnownRow } from './row.ts';

/*
 * The rows of the list are remembered in buckets of a hundred, so that a poll of a large site reads
 * and writes few documents, and so that a range of ids can be queried: that is how a deleted row is
 * noticed.
 */

const bucketSize = 100;

/** Ranges of existing bucket numbers, from first to last, in order. */
export type BucketRanges = readonly (readonly [first: number, last: number])[];

const bucketSchema = v.object({ rows: v.array(keptRowSchema) });

/** The rows of a step, as far as it has loaded them; it writes their new state. */
export interface Rows {
  get(id: number): KnownRow | undefined;
  set(id: number, row: KnownRow): void;
  delete(id: number): void;
  /** The ids of all loaded rows, in order. */
  ids(): readonly number[];
  /** The buckets that changed. */
  changes(): {
    readonly remember: readonly RememberedDocument[];
    readonly forget: readonly string[];
    readonly ranges: BucketRanges;
  };
}

/**
 * Loads the buckets of some ids, and all that exist between two ids.
 *
 * @param options.between `after` is exclusive, `upTo` inclusive; Infinity is the end
 */
export async function openRows(options: {
  readonly memory: PollMemory;
  readonly ranges: BucketRanges;
  readonly ids: readonly number[];
  readonly between?: { readonly after: number; readonly upTo: number };
}): Promise<Rows> {
  const { memory, ranges, ids, between } = options;
  const wanted = new Set(ids.map(bucketOf));
  if (between) {
    const first = bucketOf(between.after + 1);
    const last = bucketOf(between.upTo);
    for (const [from, to] of ranges) {
      const end = Math.min(to, last);
      for (let bucket = Math.max(from, first); bucket <= end; bucket += 1) wanted.add(bucket);
    }
  }
  const existing = [...wanted].filter((bucket) => isIn(ranges, bucket));
  const documents = existing.length > 0 ? await memory.get(existing.map(keyOf)) : [];
  const buckets = new Map<number, Map<number, KnownRow>>();
  for (const { key, value } of documents) {
    buckets.set(Number(key.slice(prefix.length)), readBucket(value));
  }
  return rowsOf({ buckets, ranges });
}

function rowsOf(options: {
  readonly buckets: Map<number, Map<number, KnownRow>>;
  readonly ranges: BucketRanges;
}): Rows {
  const { buckets, ranges } = options;
  const touched = new Set<number>();
  return {
    get: (id) => buckets.get(bucketOf(id))?.get(id),
    set: (id, row) => {
      const bucket = bucketOf(id);
      const rows = buckets.get(bucket) ?? new Map<number, KnownRow>();
      rows.set(id, row);
      buckets.set(bucket, rows);
      touched.add(bucket);
    },
    delete: (id) => {
      const bucket = bucketOf(id);
      if (buckets.get(bucket)?.delete(id)) touched.add(bucket);
    },
    ids: () => [...buckets.values()].flatMap((rows) => [...rows.keys()]).toSorted((a, b) => a - b),
    changes: () => {
      const full = [...touched].filter((bucket) => (buckets.get(bucket)?.size ?? 0) > 0);
      const empty = [...touched].filter((bucket) => !full.includes(bucket));
      return {
        remember: full.map((bucket) => ({
          key: keyOf(bucket),
          value: writeBucket(buckets.get(bucket) ?? new Map()),
          dueAt: null,
        })),
        forget: empty.filter((bucket) => isIn(ranges, bucket)).map(keyOf),
        ranges: changeRanges({ ranges, add: full, remove: empty }),
      };
    },
  };
}

const prefix = 'rows-';

function keyOf(bucket: number): string {
  return `${prefix}${bucket}`;
}

function bucketOf(id: number): number {
  return Math.floor(id / bucketSize);
}

function isIn(ranges: BucketRanges, bucket: number): boolean {
  return ranges.some(([first, last]) => bucket >= first && bucket <= last);
}

function readBucket(value: JsonObject): Map<number, KnownRow> {
  const { rows } = v.parse(bucketSchema, value);
  return new Map(rows.map((row) => [row[0], readRow(row)]));
}

function writeBucket(rows: ReadonlyMap<number, KnownRow>): JsonObject {
  const inOrder = [...rows].toSorted(([a], [b]) => a - b);
  return { rows: inOrder.map(([id, row]) => keepRow(id, row)) };
}

function changeRanges(options: {
  readonly ranges: BucketRanges;
  readonly add: readonly number[];
  readonly remove: readonly number[];
}): BucketRanges {
  const { ranges, add, remove } = options;
  if (add.every((bucket) => isIn(ranges, bucket)) && remove.length === 0) return ranges;
  const pieces = ranges.flatMap(([first, last]) => splitAt([first, last], remove));
  const all = [...pieces, ...add.map((bucket) => [bucket, bucket] as const)].toSorted(
    ([a], [b]) => a - b,
  );
  const merged: [number, number][] = [];
  for (const [first, last] of all) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

function splitAt(
  [first, last]: readonly [number, number],
  without: readonly number[],
): readonly (readonly [number, number])[] {
  const gaps = without.filter((bucket) => bucket >= first && bucket <= last);
  const pieces: [number, number][] = [];
  let start = first;
  for (const gap of gaps.toSorted((a, b) => a - b)) {
    if (gap > start) pieces.push([start, gap - 1]);
    start = gap + 1;
  }
  if (start <= last) pieces.push([start, last]);
  return pieces;
}
