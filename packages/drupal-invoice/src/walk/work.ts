import { resumeFront } from './front.ts';
import { observe, probe } from './observe.ts';
import type { Observation } from './observe.ts';
import { notePassed } from './passed.ts';
import type { Cursor } from './cursor.ts';
import { requestedAheadMs } from './schedule.ts';
import { answerSearch, nextSearch } from './search.ts';
import type { Search } from './search.ts';
import { beginWalk, extendWalk } from './start.ts';
import { keep, recallAll } from './step.ts';
import type { Step } from './step.ts';

/** One more id of the first contact's search for the highest. */
export async function advanceSearch(step: Step, search: Search): Promise<void> {
  const { cursor } = step;
  const id = nextSearch(search);
  if (id !== null) {
    const found = await probe(step, id);
    if (search.phase === 'beyond') noteDenial(cursor, found);
    cursor.search = answerSearch(search, found.state);
  } else if (search.phase === 'found') {
    const { forbidden, other } = cursor.denials;
    if (search.top > 0) cursor.forbidsAbsent = other === 0 && forbidden >= enoughDenials;
    cursor.denials = { forbidden: 0, other: 0 };
    if (cursor.high > 0) extendWalk(cursor, search);
    else beginWalk(cursor, search);
  }
}

/** So many ids far out that are all forbidden do not exist. */
const enoughDenials = 10;

function noteDenial({ denials }: Cursor, found: Observation): void {
  if (found.state === 'failed' && found.status === 403) denials.forbidden += 1;
  else if (found.state !== 'present') denials.other += 1;
}

/** So many ids are recalled at once. */
const windowSize = 50;

/** One more id of the first range that is to be walked. */
export async function advanceRange(step: Step): Promise<void> {
  const { cursor } = step;
  const [range] = cursor.ranges;
  if (!range) return;
  const { next: id, to, isGap } = range;
  if (!step.known.has(id)) {
    const size = Math.min(windowSize, to - id + 1);
    await recallAll(
      step,
      Array.from({ length: size }, (_, index) => id + index),
    );
  }
  const known = step.known.get(id);
  const isDone = known?.content && (known.told || id < cursor.tellFrom);
  if (isDone && !isGap) step.skipped += 1;
  else {
    const { state } = await observe(step, { id });
    if (isGap && state === 'absent') notePassed(step, [id]);
  }
  if (id < to) {
    range.next = id + 1;
    return;
  }
  cursor.ranges.splice(cursor.ranges.indexOf(range), 1);
  if (isGap) resumeFront(cursor);
}

/** So many due invoices are asked for at once: as many as a step may look at. */
const pageSize = 25;

/** One more invoice that is due; false when there is none. */
export async function advanceDue(step: Step): Promise<boolean> {
  const { cursor } = step;
  if (cursor.dueDone) return false;
  if (step.due === null || step.due.length === 0) step.due = await loadDue(step);
  const id = step.due.shift();
  if (id === undefined) {
    cursor.dueDone = true;
    return false;
  }
  await observe(step, { id });
  return true;
}

async function loadDue(step: Step): Promise<number[]> {
  const { requestedAt, requestedCount, frontStartedAt } = step.cursor;
  const isRequested = requestedAt !== null;
  const before = isRequested
    ? Math.max(frontStartedAt, requestedAt + requestedAheadMs)
    : frontStartedAt;
  // Those that were looked at may still be among the first, and must not hide the others.
  const limit = pageSize + step.learned.size + (isRequested ? requestedCount : 0);
  const documents = await step.context.memory.due({ before, limit });
  const ids = documents.flatMap((document) => {
    const id = Number(document.key);
    if (!Number.isSafeInteger(id) || step.learned.has(id)) return [];
    keep(step, document);
    const checkedAt = step.known.get(id)?.checkedAt ?? 0;
    return isRequested && checkedAt >= requestedAt ? [] : [id];
  });
  return ids.slice(0, pageSize);
}
