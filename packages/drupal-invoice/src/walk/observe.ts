import { VendorError } from '@invoice-relay/core/errors';

import { ask } from './ask.ts';
import type { Answer } from './ask.ts';
import type { Cursor } from './cursor.ts';
import { noteAbsent, noteAnswered, noteFailed } from './notes.ts';
import { takeIn } from './take-in.ts';
import type { Remembered } from './remembered.ts';
import { recall, remember } from './step.ts';
import type { Step } from './step.ts';
import { sentValidators } from './validators.ts';

/** What is at an id, once it is compared and remembered. */
export type Observation =
  | { readonly state: 'present' }
  | { readonly state: 'absent' }
  | { readonly state: 'failed'; readonly reason: string; readonly status: number | null };

/**
 * Reads one id, and makes of it what there is to make: an activity, something to remember, or
 * nothing.
 *
 * @throws {VendorError} when the site cannot be asked
 */
export async function observe(
  step: Step,
  options: { readonly id: number; readonly isProbe?: boolean },
): Promise<Observation> {
  const { id, isProbe = false } = options;
  const known = await recall(step, id);
  const tell = isToTell({ cursor: step.cursor, id, known });
  // What is still to be told has to be read in full.
  const isUntold = tell && known?.told === false;
  const validators =
    known?.content && !isUntold && mayBeConditional(step.cursor)
      ? sentValidators({ remembered: known, now: step.world.now() })
      : undefined;
  const answer = await ask(step, { id, validators, isUnknown: !known?.content });
  if (answer.state === 'found') {
    const { state } = await takeIn(step, { id, known, tell, answer });
    return { state };
  }
  return without(step, { id, isProbe, known, answer });
}

async function without(
  step: Step,
  options: {
    readonly id: number;
    readonly isProbe: boolean;
    readonly known: Remembered | null;
    readonly answer: Exclude<Answer, { state: 'found' }>;
  },
): Promise<Observation> {
  const { id, isProbe, known, answer } = options;
  if (answer.state === 'absent') {
    await noteAbsent(step, id);
    return { state: 'absent' };
  }
  if (answer.state === 'unchanged' && known?.content) {
    noteAnswered(step, id);
    const { cursor } = step;
    cursor.top = Math.max(cursor.top, id);
    if (known.goneAt !== null) cursor.alive += 1;
    remember(step, id, { ...known, goneAt: null, failures: 0, checkedAt: step.world.now() });
    return { state: 'present' };
  }
  const error = answer.state === 'failed' ? answer.error : unasked(id);
  await noteFailed(step, { id, error, isProbe });
  return { state: 'failed', reason: error.message, status: error.status };
}

/**
 * Is there an invoice at an id? Says so without taking it in, unless it is known: then reading it
 * is all the same, and may tell of a change.
 */
export async function probe(step: Step, id: number): Promise<Observation> {
  const known = await recall(step, id);
  if (known?.content) return observe(step, { id });
  const answer = await ask(step, { id, isUnknown: true });
  if (answer.state === 'found') {
    noteAnswered(step, id);
    return { state: 'present' };
  }
  return without(step, { id, isProbe: true, known, answer });
}

/** Who waits for a poll wants to know, and not to be told what a cache believes. */
function mayBeConditional({ trustsValidators, requestedAt }: Cursor): boolean {
  return trustsValidators && requestedAt === null;
}

/** Is an invoice that was never told to be told as new, when it is read? */
function isToTell(options: {
  readonly cursor: Cursor;
  readonly id: number;
  readonly known: Remembered | null;
}): boolean {
  const { cursor, id, known } = options;
  const { tellFrom, reusedFrom } = cursor;
  return id >= tellFrom || (!known?.content && reusedFrom !== null && id >= reusedFrom);
}

function unasked(id: number): VendorError {
  return new VendorError(
    'vendor_answer_invalid',
    `Invoice ${id}: the site answered "not modified" without having been asked so. Look for a ` +
      'cache in front of it that is set up wrongly.',
    { status: 304 },
  );
}
