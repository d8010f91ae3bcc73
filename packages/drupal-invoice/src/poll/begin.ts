import type { PollCursor } from './cursor.ts';
import type { StepOptions } from './step.ts';

/** Longer than anything waits after a failure: who asks for a poll has all of it tried. */
const requestedMs = 7 * 86_400_000;

type Situation = Pick<StepOptions, 'context' | 'now'>;

/**
 * The list from its first page on.
 *
 * @param more.isAgain in the course of the same poll: then nothing is tried because of a request that
 *   was tried for the same one
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
 * After all is told: whether the list is to be read once more before the poll ends. It is when it was
 * read so long ago that the next poll is due, as after a long first contact or a failure, and when
 * somebody asked for a poll only after that.
 */
export function isListStale({ listing }: PollCursor, { context, now }: Situation): boolean {
  const isLate = now - listing.startedAt >= context.intervalSeconds * 1000;
  return isLate || (context.requested && !listing.requested);
}
