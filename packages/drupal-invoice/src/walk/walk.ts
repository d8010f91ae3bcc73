import type { JsonObject } from '@invoice-relay/core/models';
import type { PollResult } from '@invoice-relay/core/source';

import { isSpent } from './budget.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { settleDoubts } from './doubts.ts';
import { advanceFront, isFrontDue, startFront } from './front.ts';
import { changeStart, firstCursor } from './start.ts';
import type { Step, WalkContext } from './step.ts';
import { advanceDue, advanceRange, advanceSearch } from './work.ts';

type WalkOptions = Pick<Step, 'world' | 'lookup' | 'lookupOnce'> & {
  readonly cursor: JsonObject | null;
  readonly context: WalkContext;
};

/**
 * One step of the walk through a site that neither lists its invoices nor tells of them.
 *
 * A poll looks for new invoices first, after the highest id that is known; then at those that may
 * have changed, the longest due first; and then goes on with the long walk of the first contact, if
 * that is not done. Whenever the interval has passed in between, it looks for new ones again.
 *
 * What a step finds depends on the site, the cursor and the memory alone: made again, it gives the
 * same activities under the same ids.
 *
 * @throws {VendorError} when the site cannot be asked; a single invoice that cannot be read is
 *   listed as unreadable instead
 */
export async function walk(options: WalkOptions): Promise<PollResult> {
  const { world, context } = options;
  const startedAt = world.now();
  const cursor = readCursor(options.cursor) ?? firstCursor(context.startFrom);
  if (cursor.startFrom !== context.startFrom) changeStart(cursor, context.startFrom);
  const step: Step = {
    world,
    context,
    lookup: options.lookup,
    lookupOnce: options.lookupOnce,
    forbidden: null,
    cursor,
    activities: [],
    known: new Map(),
    learned: new Map(),
    doubts: [],
    due: null,
    requests: 0,
    skipped: 0,
  };
  begin(step);
  let more = true;
  while (more && !isSpent({ ...step, startedAt, now: world.now() })) more = await advance(step);
  await settleDoubts(step);
  return resultOf(step, more);
}

function begin(step: Step): void {
  const { cursor, context, world } = step;
  const isNew = !cursor.polling;
  if (isNew) {
    cursor.polling = true;
    cursor.requestedAt = null;
  }
  const isRequested = context.requested && cursor.requestedAt === null;
  if (isRequested) {
    cursor.requestedAt = world.now();
    cursor.requestedCount = 0;
  }
  if ((isNew || isRequested) && !cursor.search) startFront(step);
}

/** The next piece of work, one id long; false when there is none. */
async function advance(step: Step): Promise<boolean> {
  const { cursor } = step;
  if (cursor.search) {
    await advanceSearch(step, cursor.search);
    return true;
  }
  if (!cursor.front && isFrontDue(step)) startFront(step);
  if (cursor.front) {
    await advanceFront(step, cursor.front);
    return true;
  }
  if (cursor.ranges[0]?.isGap) {
    await advanceRange(step);
    return true;
  }
  if (await advanceDue(step)) return true;
  if (cursor.ranges.length > 0) {
    await advanceRange(step);
    return true;
  }
  cursor.polling = false;
  cursor.requestedAt = null;
  return false;
}

function resultOf(step: Step, more: boolean): PollResult {
  const { cursor, activities, learned } = step;
  const progress = progressOf(cursor);
  const isWalked = !cursor.search && cursor.ranges.every(({ isGap }) => isGap);
  if (isWalked) cursor.rangesTotal = 0;
  return {
    activities,
    cursor: writeCursor(cursor),
    more,
    remember: [...learned.values()].filter((document) => document !== null),
    forget: [...learned].flatMap(([id, document]) => (document === null ? [String(id)] : [])),
    ...(progress && { progress }),
    ...(!cursor.search && cursor.high === 0 && { notice: nothingFound }),
    unreadable: cursor.unreadable.map(({ id, reason }) => ({ document: `invoice ${id}`, reason })),
  };
}

const nothingFound =
  'No invoice has been found so far. If the site has some, set poll.startFrom to the id of one of ' +
  'them, and check that the user of credentials.auth may see invoices.';

function progressOf(cursor: Cursor): PollResult['progress'] {
  if (cursor.search) return { done: 0, total: null };
  const total = cursor.rangesTotal;
  if (total === 0) return undefined;
  const left = cursor.ranges.reduce(
    (sum, { isGap, next, to }) => (isGap ? sum : sum + to - next + 1),
    0,
  );
  return { done: total - left, total };
}
