import type { VendorError } from '@invoice-relay/core/errors';

import { isSuspicious, settleDoubts } from './doubts.ts';
import { recall, remember, forget } from './step.ts';
import type { Step } from './step.ts';
import type { Remembered } from './remembered.ts';

/** So many of the last ids that answered are kept, beside the lowest. */
const recentAnchors = 3;

/** An id that answered: the site is well, and this is one to ask when in doubt. */
export function noteAnswered(step: Step, id: number): void {
  const { cursor } = step;
  step.doubts.length = 0;
  const lowest = Math.min(id, ...cursor.anchors);
  const others = [id, ...cursor.anchors].filter((anchor) => anchor !== lowest);
  cursor.anchors = [lowest, ...[...new Set(others)].slice(0, recentAnchors)];
}

/** An id that is readable, or that is not there at all, is in nobody's way. */
export function noteReadable({ cursor }: Step, id: number): void {
  cursor.unreadable = cursor.unreadable.filter((entry) => entry.id !== id);
}

/** An invoice that is gone is told of to nobody, and is remembered: it may come back. */
export async function noteAbsent(step: Step, id: number): Promise<void> {
  const { cursor } = step;
  const known = await recall(step, id);
  noteReadable(step, id);
  cursor.anchors = cursor.anchors.filter((anchor) => anchor !== id);
  if (!known) return;
  if (!known.content) {
    forget(step, id);
    return;
  }
  const now = step.world.now();
  if (known.goneAt === null) {
    step.doubts.push({ id, error: null });
    cursor.alive = Math.max(0, cursor.alive - 1);
  }
  remember(step, id, {
    ...known,
    goneAt: known.goneAt ?? now,
    checkedAt: now,
    failures: 0,
    validators: null,
  });
}

/**
 * An id that cannot be read, while the site is well: the walk goes on without it, and comes back.
 *
 * @throws {VendorError} when it is the site after all
 */
export async function noteFailed(
  step: Step,
  options: {
    readonly id: number;
    readonly error: VendorError;
    /** Is it only asked whether there is anything? Then what was never seen is not remembered. */
    readonly isProbe: boolean;
  },
): Promise<void> {
  const { id, error, isProbe } = options;
  step.doubts.push({ id, error });
  if (isSuspicious(step)) await settleDoubts(step);
  const known = await recall(step, id);
  if (known || !isProbe) await noteUnreadable(step, { id, reason: error.message });
}

/** So many are listed for people; the others come to light as these are mended. */
const mostListed = 200;

export async function noteUnreadable(
  step: Step,
  options: { readonly id: number; readonly reason: string },
): Promise<void> {
  const { id, reason } = options;
  const { cursor } = step;
  const now = step.world.now();
  const known = (await recall(step, id)) ?? neverRead(now);
  remember(step, id, { ...known, failures: known.failures + 1, checkedAt: now });
  noteReadable(step, id);
  if (cursor.unreadable.length < mostListed) cursor.unreadable.push({ id, reason });
}

function neverRead(now: number): Remembered {
  return {
    revision: 0,
    told: false,
    content: null,
    newSince: null,
    changedAt: now,
    checkedAt: now,
    goneAt: null,
    failures: 0,
    validators: null,
  };
}
