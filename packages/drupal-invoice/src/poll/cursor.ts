import type { JsonObject } from '@invoice-relay/core/models';
import type { PollStart } from '@invoice-relay/core/source';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How far the list has been read in this poll. */
const listingSchema = v.object({
  page: count,
  /** The highest id so far. */
  after: count,
  /** How many rows so far. */
  seen: count,
  /** Whether the clock of the site was moved since the last poll. */
  clockMoved: v.boolean(),
  /** When its first page was read, in milliseconds since the Unix epoch, and whether on request. */
  startedAt: count,
  requested: v.boolean(),
});

const cursorSchema = v.object({
  version: v.literal(1),
  /** `list` while the list is read, `tell` while invoices are read and told, else `rest`. */
  phase: v.picklist(['rest', 'list', 'tell']),
  /** From which invoice the first reading of the list tells; null when that is over. */
  firstFrom: v.nullable(v.string()),
  listing: listingSchema,
  /** Of the buckets that rows are remembered in. */
  ranges: v.array(v.tuple([count, count])),
  /** How many invoices the last whole list had. */
  known: count,
  /** Which templates are watched; null for all. */
  templates: v.nullable(v.array(v.string())),
  /** The next number in the line of what is to be told. */
  next: count,
  /** How many are in that line, and how many of this poll are done. */
  waiting: count,
  done: count,
  /** How many were tried in vain since the list was begun. */
  tried: v.optional(count, 0),
  /** What is due before this time is told in this poll. Milliseconds since the Unix epoch. */
  before: count,
  /** Templates that the user may not read, and until when that is believed. */
  forbidden: v.record(v.string(), count),
  /** Invoices that could not be read at the last try, and why: some of them, when they are many. */
  unreadable: v.record(v.string(), v.string()),
  /** How many they are; left out by an earlier release, which had them all by name. */
  failing: v.optional(count),
});

/** How many that could not be read are kept by name: a host shows no more. */
export const mostNamed = 100;

/** How many could not be read at the last try, named or not. */
export function failingOf({ failing, unreadable }: PollCursor): number {
  return failing ?? Object.keys(unreadable).length;
}

/** Where a poll stands, between two steps and between two polls. */
export type PollCursor = v.InferOutput<typeof cursorSchema>;

export function firstCursor(options: {
  readonly startFrom: PollStart;
  readonly templates: readonly string[] | null;
}): PollCursor {
  const { startFrom, templates } = options;
  return {
    version: 1,
    phase: 'rest',
    firstFrom: startFrom,
    listing: { page: 0, after: 0, seen: 0, clockMoved: false, startedAt: 0, requested: false },
    ranges: [],
    known: 0,
    templates: templates === null ? null : [...templates],
    next: 1,
    waiting: 0,
    done: 0,
    tried: 0,
    before: 0,
    forbidden: {},
    unreadable: {},
  };
}

/** Null for what no step of this release gave. */
export function readCursor(cursor: JsonObject): PollCursor | null {
  const { success, output } = v.safeParse(cursorSchema, cursor);
  return success ? output : null;
}

export function writeCursor(cursor: PollCursor): JsonObject {
  return { ...cursor } as unknown as JsonObject;
}
