import { activityId, writeRecord } from '../record/index.ts';
import { ask } from './ask.ts';
import type { Found } from './ask.ts';
import { compare } from './compare.ts';
import type { Verdict } from './compare.ts';
import { changedMembers, isDocumented, readContent } from './content.ts';
import type { Content } from './content.ts';
import { noteAbsent, noteAnswered, noteReadable } from './notes.ts';
import type { Remembered } from './remembered.ts';
import { assumedAge } from './schedule.ts';
import { remember } from './step.ts';
import type { Step } from './step.ts';
import { keptValidators } from './validators.ts';

export interface TakeInOptions {
  readonly id: number;
  readonly known: Remembered | null;
  /** Is it to be told as new, unless that was done? */
  readonly tell: boolean;
  readonly answer: Found;
}

/** A clock in seconds has to move between two readings, for what shows it to be found out. */
const betweenReadingsMs = 1100;
/** A site that makes up more members than this cannot be told from one that changes. */
const mostVolatile = 50;

/** Compares an invoice that was read with what is remembered, and takes it over. */
export async function takeIn(
  step: Step,
  options: TakeInOptions,
): Promise<{ readonly state: 'present' | 'absent' }> {
  const { id } = options;
  let { answer } = options;
  let seen = readContent(answer.invoice);
  noteAnswered(step, id);
  if (changedByItself(step, { ...options, seen })) {
    const { signal } = step.context;
    await step.world.sleep(betweenReadingsMs, signal);
    const again = await ask(step, { id });
    if (again.state === 'absent') {
      await noteAbsent(step, id);
      return { state: 'absent' };
    }
    // When it cannot be read again, the first reading has to do.
    if (again.state === 'found') {
      const later = readContent(again.invoice);
      learnVolatile(step, { first: seen, second: later });
      answer = again;
      seen = later;
    }
  }
  const { known } = options;
  noteReadable(step, id);
  const verdict = compare({ ...comparison(step, options), seen });
  const { cursor } = step;
  cursor.top = Math.max(cursor.top, id);
  cursor.high = Math.max(cursor.high, id);
  if (!known?.content || known.goneAt !== null) cursor.alive += 1;
  settle(step, { id, known, verdict, seen, answer });
  return { state: 'present' };
}

function comparison(step: Step, { id, known, tell }: TakeInOptions) {
  const { lost, volatile } = step.cursor;
  const wasGone =
    known !== null &&
    (known.goneAt !== null ||
      lost.some(({ from, to, at }) => from <= id && id <= to && known.checkedAt < at));
  return { known, tell, wasGone, volatile };
}

/** Is there a change of a member that only the site knows, and that may be one of its whims? */
function changedByItself(step: Step, options: TakeInOptions & { readonly seen: Content }): boolean {
  const { known, seen } = options;
  if (!known?.content) return false;
  if (compare({ ...comparison(step, options), seen }).kind === 'same') return false;
  const { volatile } = step.cursor;
  return changedMembers(known.content, seen).some(
    (path) => !isDocumented(path) && !volatile.includes(path),
  );
}

function learnVolatile(
  { cursor }: Step,
  options: { readonly first: Content; readonly second: Content },
): void {
  const { first, second } = options;
  for (const path of changedMembers(first, second)) {
    const isFull = cursor.volatile.length >= mostVolatile;
    if (!isDocumented(path) && !isFull && !cursor.volatile.includes(path))
      cursor.volatile.push(path);
  }
}

function settle(
  step: Step,
  options: Pick<TakeInOptions, 'id' | 'known' | 'answer'> & {
    readonly verdict: Verdict;
    readonly seen: Content;
  },
): void {
  const { id, known, answer, verdict, seen } = options;
  const now = step.world.now();
  const isTold = verdict.kind === 'new' || verdict.kind === 'changed';
  const remembered: Remembered = {
    revision: (known?.revision ?? 0) + (isTold ? 1 : 0),
    told: known?.told === true || verdict.kind === 'new',
    content: { ...seen, members: { ...seen.members }, what: [...seen.what] },
    ...times(step, { id, known, verdict, seen, now }),
    checkedAt: now,
    goneAt: null,
    failures: 0,
    validators: keptValidators({ validators: answer.validators, now }),
  };
  if (isTold) addActivity(step, { id, remembered, verdict, source: answer.source, now });
  remember(step, id, remembered);
}

function times(
  { cursor }: Step,
  options: {
    readonly id: number;
    readonly known: Remembered | null;
    readonly verdict: Verdict;
    readonly seen: Content;
    readonly now: number;
  },
): Pick<Remembered, 'newSince' | 'changedAt'> {
  const { id, known, verdict, seen, now } = options;
  const then = now - assumedAge(seen);
  switch (verdict.kind) {
    case 'new': {
      const isReused = cursor.reusedFrom !== null && id >= cursor.reusedFrom;
      const isOld = id <= cursor.oldUpTo && !isReused && (!known?.content || !known.told);
      return isOld ? { newSince: null, changedAt: then } : { newSince: now, changedAt: now };
    }
    case 'changed':
      return { newSince: known?.newSince ?? null, changedAt: now };
    case 'baseline':
      return { newSince: null, changedAt: then };
    default:
      return { newSince: known?.newSince ?? null, changedAt: known?.changedAt ?? then };
  }
}

function addActivity(
  step: Step,
  options: {
    readonly id: number;
    readonly remembered: Remembered;
    readonly verdict: Extract<Verdict, { kind: 'new' | 'changed' }>;
    readonly source: string;
    readonly now: number;
  },
): void {
  const { remembered, verdict, source } = options;
  const id = String(options.id);
  const { revision, newSince } = remembered;
  const { currency = null, timeZone } = step.context.settings;
  const observedAt = new Date(options.now).toISOString();
  const raw = writeRecord({
    id,
    revision,
    change: verdict.kind,
    turnedPaid: verdict.kind === 'changed' && verdict.turnedPaid,
    changed: verdict.kind === 'changed' ? [...verdict.changed] : [],
    observedAt,
    firstSeenAt: newSince === null ? null : new Date(newSince).toISOString(),
    currency,
    timeZone,
    source,
  });
  step.activities.push({ id: activityId({ id, revision }), raw, seenAt: observedAt });
}
