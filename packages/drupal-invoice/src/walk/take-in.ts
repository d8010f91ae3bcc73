import { activityId, writeRecord } from '../record/index.ts';
import type { Found } from './ask.ts';
import { compare } from './compare.ts';
import type { Verdict } from './compare.ts';
import { changedMembers, readContent } from './content.ts';
import type { Content } from './content.ts';
import { noteAbsent, noteAnswered, noteReadable } from './notes.ts';
import type { Remembered } from './remembered.ts';
import { assumedAge } from './schedule.ts';
import { remember } from './step.ts';
import type { Step } from './step.ts';
import { checkValidators } from './validator-trust.ts';
import { keptValidators } from './validators.ts';
import { noteWhims, readAgain } from './volatile.ts';

export interface TakeInOptions {
  readonly id: number;
  readonly known: Remembered | null;
  /** Is it to be told as new, unless that was done? */
  readonly tell: boolean;
  readonly answer: Found;
}

/** Compares an invoice that was read with what is remembered, and takes it over. */
export async function takeIn(
  step: Step,
  options: TakeInOptions,
): Promise<{ readonly state: 'present' | 'absent' }> {
  const { id } = options;
  let { answer } = options;
  let seen = readContent(answer.invoice);
  noteAnswered(step, id);
  if (needsAnotherReading(step, { ...options, seen })) {
    const last = await readAgain(step, { id, first: answer });
    if (!last) {
      await noteAbsent(step, id);
      return { state: 'absent' };
    }
    ({ answer, seen } = last);
  }
  const { known } = options;
  noteReadable(step, id);
  const verdict = compare({ ...comparison(step, options), seen });
  const { cursor } = step;
  cursor.top = Math.max(cursor.top, id);
  cursor.high = Math.max(cursor.high, id);
  if (!known?.content || known.goneAt !== null) cursor.alive += 1;
  if (verdict.kind === 'changed') noteWhims(step, verdict);
  checkValidators(step, { known, seen, verdict, validators: answer.validators });
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

/** Is there a change that may be one of the site's whims? */
function needsAnotherReading(
  step: Step,
  options: TakeInOptions & { readonly seen: Content },
): boolean {
  const { known, seen } = options;
  if (!known?.content) return false;
  if (compare({ ...comparison(step, options), seen }).kind === 'same') return false;
  const { volatile } = step.cursor;
  return changedMembers(known.content, seen).some(
    (path) => path !== 'pay_status' && !volatile.includes(path),
  );
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
