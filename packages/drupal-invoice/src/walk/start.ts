import { VendorError } from '@invoice-relay/core/errors';
import type { PollStart } from '@invoice-relay/core/source';

import type { Cursor } from './cursor.ts';
import { startSearch, startSearchAround } from './search.ts';
import type { Search } from './search.ts';

/** Before anything is known. */
export function firstCursor(startFrom: PollStart): Cursor {
  return {
    version: 1,
    startFrom,
    tellFrom: firstToTell({ startFrom, high: 0 }),
    reusedFrom: null,
    oldUpTo: 0,
    firstHit: null,
    top: 0,
    high: 0,
    alive: 0,
    anchors: [],
    search: firstSearch(startFrom),
    front: null,
    frontStartedAt: 0,
    frontEndedAt: 0,
    farTurn: 0,
    polling: false,
    requestedAt: null,
    requestedCount: 0,
    dueDone: false,
    ranges: [],
    rangesTotal: 0,
    lost: [],
    passed: [],
    volatile: [],
    whims: [],
    trustsValidators: true,
    validators: [],
    forbidsAbsent: false,
    denials: { forbidden: 0, other: 0 },
    unreadable: [],
  };
}

/**
 * An id to start from is one that the site may well have: it is looked for around it first.
 *
 * @param known the highest id that ever was; 0 for none
 */
function firstSearch(startFrom: PollStart, known = 0): Search {
  if (startFrom === 'now' || startFrom === 'beginning') return startSearch(known);
  return startSearchAround({ id: firstToTell({ startFrom, high: known }), above: known });
}

/** So many invoices may appear at once on a site that seemed to have none, and be new. */
const believable = 25;

/**
 * The first contact found the end: from here on there is a walk through all that is there, those to
 * be told first.
 *
 * @param options.high may be above `top`, where a broken invoice is the last one
 */
export function beginWalk(
  cursor: Cursor,
  options: { readonly top: number; readonly high: number },
): void {
  const { top, high } = options;
  cursor.search = null;
  cursor.top = top;
  cursor.high = high;
  cursor.oldUpTo = high;
  cursor.tellFrom = firstToTell(cursor);
  const { firstHit } = cursor;
  // A site that answered "none" to everything, and then has thousands, was broken before.
  if (cursor.startFrom === 'now' && firstHit !== null && high - firstHit < believable) {
    cursor.tellFrom = firstHit;
    cursor.oldUpTo = firstHit - 1;
  }
  const split = cursor.tellFrom;
  addRange(cursor, { next: split, to: high, isGap: false });
  addRange(cursor, { next: lowestOf(cursor, 1), to: Math.min(split - 1, high), isGap: false });
}

/** So far below an id to start from there may be more; ids seldom begin at 1 where that is large. */
const furthestBelow = 100_000;

function lowestOf({ startFrom, tellFrom }: Cursor, first: number): number {
  const isId = startFrom !== 'now' && startFrom !== 'beginning';
  return isId ? Math.max(first, tellFrom - furthestBelow) : first;
}

/** The search found more than was known, behind a gap too large to be bridged: it is walked, too. */
export function extendWalk(
  cursor: Cursor,
  options: { readonly top: number; readonly high: number },
): void {
  const { top, high } = options;
  cursor.search = null;
  if (top <= cursor.high) return;
  const first = cursor.high + 1;
  const split = Math.max(first, cursor.tellFrom);
  cursor.top = top;
  cursor.high = Math.max(top, high);
  cursor.oldUpTo = cursor.high;
  addRange(cursor, { next: split, to: cursor.high, isGap: false });
  addRange(cursor, {
    next: lowestOf(cursor, first),
    to: Math.min(split - 1, cursor.high),
    isGap: false,
  });
}

/** Walks again what is now to be told, and was not. */
export function changeStart(cursor: Cursor, startFrom: PollStart): void {
  cursor.startFrom = startFrom;
  cursor.tellFrom = firstToTell(cursor);
  const isFirst = cursor.high === 0;
  // Further out than anything known: that is also where to look.
  const isFurther = startFrom !== 'now' && cursor.tellFrom > cursor.high;
  cursor.search = isFirst || isFurther ? firstSearch(startFrom, cursor.high) : null;
  if (cursor.search) cursor.front = null;
  if (isFirst) return;
  const kept = cursor.ranges;
  cursor.ranges = [];
  cursor.rangesTotal = 0;
  addRange(cursor, { next: cursor.tellFrom, to: cursor.high, isGap: false });
  for (const range of kept) addRange(cursor, range);
}

function addRange(cursor: Cursor, range: Cursor['ranges'][number]): void {
  if (range.next > range.to) return;
  cursor.ranges.push(range);
  if (!range.isGap) cursor.rangesTotal += range.to - range.next + 1;
}

function firstToTell(options: { readonly startFrom: PollStart; readonly high: number }): number {
  const { startFrom, high } = options;
  if (startFrom === 'now') return high + 1;
  if (startFrom === 'beginning') return 1;
  if (/^\d{1,15}$/.test(startFrom)) return Math.max(1, Number(startFrom));
  throw new VendorError(
    'vendor_refused',
    `startFrom is "${startFrom.slice(0, 40)}". Set it to "now", to "beginning", or to the id of ` +
      'an invoice, which is a whole number.',
  );
}
