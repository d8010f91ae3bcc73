import type { JsonObject } from '@invoice-relay/core/models';
import type { PollStart } from '@invoice-relay/core/source';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How far the list has been read in this poll. */
const listingSchema = v.object({
  page: count,
  /** The highest id so far. */
  after: count,
  /** The number of rows so far. */
  seen: count,
  /** Whether the clock of the site was moved since the last poll. */
  clockMoved: v.boolean(),
  /** When its first page was read, in epoch milliseconds, and whether on request. */
  startedAt: count,
  requested: v.boolean(),
});

const cursorSchema = v.object({
  version: v.literal(1),
  /** `list` reads the list, `tell` reads invoices and reports them; `rest` is between two polls. */
  phase: v.picklist(['rest', 'list', 'tell']),
  /** From which invoice the first read of the list reports; null once that is over. */
  firstFrom: v.nullable(v.string()),
  /**
   * Until the next complete list, an unknown invoice up to this id is not a new one: a deletion
   * while the pages of the last list were read may have hidden it.
   */
  hidden: v.optional(count, 0),
  listing: listingSchema,
  /** The ranges of buckets in which rows are remembered. */
  ranges: v.array(v.tuple([count, count])),
  /** The number of invoices in the last complete list. */
  known: count,
  /** The watched templates; null for all. */
  templates: v.nullable(v.array(v.string())),
  /** The next number in the queue of what is to be reported. */
  next: count,
  /** The length of that queue, and how many of this poll are done. */
  waiting: count,
  done: count,
  /** The number of failed tries since the list was started. */
  tried: v.optional(count, 0),
  /** What is due before this time is reported in this poll. Epoch milliseconds. */
  before: count,
  /** Templates that the user may not read, and until when that is assumed. */
  forbidden: v.record(v.string(), count),
  /**
   * Invoices that could not be read at the last try, and why: only some of them if there are many.
   */
  unreadable: v.record(v.string(), v.string()),
  /**
   * The number of them; missing from the cursor of an earlier release, which listed all by name.
   */
  failing: v.optional(count),
});

/** How many unreadable invoices are kept by name: a host shows no more than that. */
export const maxNamed = 100;

/** The number of invoices that could not be read at the last try, named or not. */
export function failingOf({ failing, unreadable }: PollCursor): number {
  return failing ?? Object.keys(unreadable).length;
}

/** The state of a poll, between two steps and between two polls. */
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
    hidden: 0,
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

/** Null for a cursor that this release did not write. */
export function readCursor(cursor: JsonObject): PollCursor | null {
  const { success, output } = v.safeParse(cursorSchema, cursor);
  return success ? output : null;
}

export function writeCursor(cursor: PollCursor): JsonObject {
  return { ...cursor } as unknown as JsonObject;
}
