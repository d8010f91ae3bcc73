import { VendorError } from '@invoice-relay/core/errors';

import { ask } from './ask.ts';
import type { Step } from './step.ts';

/** An id that was looked for in vain: it failed, or it was there before and is absent. */
export interface Doubt {
  readonly id: number;
  /** Why it failed; null when it is absent. */
  readonly error: VendorError | null;
}

/** So many failures in a row may well be the site's. */
const suspicious = 3;
/** So few invoices can be deleted one by one. */
const few = 4;

/** Are there enough failures in a row to ask whether the site is well? */
export function isSuspicious({ doubts }: Step): boolean {
  return doubts.filter(({ error }) => error !== null).length >= suspicious;
}

/**
 * Is it the site that is in trouble, and not single invoices? An invoice that answered before is
 * asked: when it answers, all that was found is true.
 *
 * @throws {VendorError} when it is the site: then nothing of the step counts
 */
export async function settleDoubts(step: Step): Promise<void> {
  const { doubts } = step;
  if (doubts.length === 0) return;
  const found = await findAlive(step);
  if (found.id === null) {
    const failures = doubts.flatMap(({ error }) => error ?? []);
    const failure = failures.at(-1) ?? found.error;
    if (failure && (failures.length >= suspicious || found.asked > 0)) throw failure;
    if (!failure && !isFew(step)) throw allGone(step);
  }
  doubts.length = 0;
}

/** An invoice that still answers, out of those that did before and are not in doubt. */
export async function findAlive(step: Step): Promise<{
  readonly id: number | null;
  readonly asked: number;
  readonly error: VendorError | null;
}> {
  const { top, anchors } = step.cursor;
  const doubted = new Set(step.doubts.map(({ id }) => id));
  const candidates = [...new Set([top, ...anchors])].filter((id) => id > 0 && !doubted.has(id));
  let error: VendorError | null = null;
  for (const id of candidates) {
    const answer = await ask(step, { id });
    if (answer.state === 'found' || answer.state === 'unchanged') {
      return { id, asked: candidates.length, error: null };
    }
    if (answer.state === 'failed') error = answer.error;
  }
  return { id: null, asked: candidates.length, error };
}

/** Were there so few, before this step found some of them gone, that all may be deleted? */
export function isFew({ cursor, doubts }: Step): boolean {
  return cursor.alive + doubts.filter(({ error }) => error === null).length < few;
}

/** Where absent ids are forbidden, the site's refusal is what there is to mend. */
export function allGone({ forbidden }: Step): VendorError {
  if (forbidden) return forbidden;
  return new VendorError(
    'vendor_answer_invalid',
    'The site answers, but every invoice that was known is gone. Check that baseUrl still leads ' +
      'to the site with the invoices, and that the Invoice module is on and its clean URLs work. ' +
      'If all invoices were removed on purpose, make a new connection.',
  );
}
