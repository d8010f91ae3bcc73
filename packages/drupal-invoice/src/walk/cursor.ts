import type { JsonObject } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { descentSchema } from './descent.ts';
import { searchSchema } from './search.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since the Unix epoch. */
const moment = v.pipe(v.number(), v.safeInteger());

/** The part of a poll that looks for new invoices: where it stands. */
const frontSchema = v.variant('phase', [
  /** Is the highest invoice still there? */
  v.object({ phase: v.literal('top'), width: whole }),
  /** It is not: which is the highest now? */
  v.object({ phase: v.literal('descent'), width: whole, descent: descentSchema }),
  /** What came after it? */
  v.object({
    phase: v.literal('near'),
    width: whole,
    at: whole,
    misses: whole,
    /** Did the site say of any id that it has no such invoice? */
    saidAbsent: v.boolean(),
    /** The ids since the last hit that were asked and gave no invoice. */
    passing: v.array(whole),
    failed: v.array(v.object({ id: whole, reason: v.string() })),
  }),
  /** What came late, at ids that were passed over? */
  v.object({ phase: v.literal('passed'), width: whole, after: whole }),
  v.object({ phase: v.literal('far'), width: whole, done: whole }),
]);
export type Front = v.InferOutput<typeof frontSchema>;

/** A range of ids to ask, one after the other. */
const rangeSchema = v.object({
  next: whole,
  to: whole,
  /** A gap in which something new was found, and not the long walk of the first contact. */
  isGap: v.boolean(),
});

/** Where the walk stands, apart from what it remembers of single invoices. */
const cursorSchema = v.object({
  version: v.literal(1),
  /** The start as the connection asked for it when the walk last looked. */
  startFrom: v.string(),
  /** Ids from this one on are told as new. */
  tellFrom: whole,
  /** So are those from this one on that were never seen: a restored site gives ids again. */
  reusedFrom: v.nullable(whole),
  /** Ids up to this one were there at the first contact. */
  oldUpTo: whole,
  /** The first id that answered of a site that had none at the first contact. */
  firstHit: v.nullable(whole),
  /** The highest id that is there; 0 for none. */
  top: whole,
  /** The highest id that ever was. */
  high: whole,
  /** How many invoices are there, about. */
  alive: whole,
  /** A few ids that answered: the lowest of all, then the last ones. */
  anchors: v.array(whole),
  /** The first contact's search for `top`; null when it is done. */
  search: v.nullable(searchSchema),
  front: v.nullable(frontSchema),
  /** When the front began last, and when it ended. */
  frontStartedAt: moment,
  frontEndedAt: moment,
  /** How often the far probes were made. */
  farTurn: whole,
  /** Is a poll under way? */
  polling: v.boolean(),
  /** When somebody asked for the poll that is under way; null when nobody did. */
  requestedAt: v.nullable(moment),
  /** How many invoices were looked at since. */
  requestedCount: whole,
  /** Is nothing due any more, as far as the front's start? */
  dueDone: v.boolean(),
  ranges: v.array(rangeSchema),
  /** How many ids the long walk has in all. */
  rangesTotal: whole,
  /** Ranges of ids that were gone at a moment, without having been asked one by one. */
  lost: v.array(v.object({ from: whole, to: whole, at: moment })),
  /** Ids that were passed over, since when, and how often they were asked again since. */
  passed: v.array(v.object({ id: whole, at: moment, asked: whole })),
  /** Members that change by themselves. */
  volatile: v.array(v.string()),
  /** Members that only the site knows, and that made a change without others: when. */
  whims: v.array(v.object({ path: v.string(), at: moment })),
  /** Are validators sent? Not where one of them stood for two contents. */
  trustsValidators: v.boolean(),
  /** Hashes of the last validators, and of what they stood for. */
  validators: v.array(v.object({ validator: v.string(), content: v.string() })),
  /** Does the site say "forbidden" of ids that it does not have? */
  forbidsAbsent: v.boolean(),
  /** What the ids far out that have no invoice answered in the search: 403, or anything else. */
  denials: v.object({ forbidden: whole, other: whole }),
  unreadable: v.array(v.object({ id: whole, reason: v.string() })),
});
export type Cursor = v.InferOutput<typeof cursorSchema>;

/**
 * A copy of a kept cursor. One that cannot be read, as from another version, is `null`, and the
 * walk begins again: that costs requests, while what was told is remembered.
 */
export function readCursor(cursor: JsonObject | null): Cursor | null {
  const { success, output } = v.safeParse(cursorSchema, cursor);
  return success ? output : null;
}

export function writeCursor(cursor: Cursor): JsonObject {
  return v.parse(cursorSchema, cursor) as JsonObject;
}
