import type { PollCursor } from './cursor.ts';
import type { StepOptions } from './step-result.ts';

/** Longer than any wait after a failure: a requested poll retries all of them. */
const requestedMs = 7 * 86_400_000;

type Situation = Pick<StepOptions, 'context' | 'now'>;

/**
 * Starts the list from its first page.
 *
 * @param more.isAgain within the same poll: failures are then not retried again because of a
 * request that already had them retried
 */
export function beginList(
  cursor: PollCursor,
  { context, now }: Situation,
  { isAgain = false }: { readonly isAgain?: boolean } = {},
): PollCursor {
  const { requested } = context;
  const triesAll = requested && !(isAgain && cursor.listing.requested);
  return {
    ...cursor,
    phase: 'list',
    listing: { page: 0, after: 0, seen: 0, clockMoved: false, startedAt: now, requested },
    before: triesAll ? now + requestedMs : now,
    done: 0,
    tried: 0,
  };
}

/**
 * Whether to read the list once more before the poll ends, after everything has been reported: if
 * it was read so long ago that the next poll is due, as after a long first contact or a failure, or
 * if a poll was requested only after that.
 */
export function isListStale({ listing }: PollCursor, { context, now }: Situation): boolean {
  const isLate = now - listing.startedAt >= context.intervalSeconds * 1000;
  return isLate || (context.requested && !listing.requested);
}
