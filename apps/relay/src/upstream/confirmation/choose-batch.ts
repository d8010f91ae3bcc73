import type { ConfirmationLimits } from '../../pipeline/unconfirmed/limits.ts';

/** An activity that waits: `seq` is the order of receipt, `nextCheckAt` when it is due. */
export interface Waiting {
  readonly seq: number;
  readonly nextCheckAt: number;
  /** What its vendor is asked about: activities of one document share one request. */
  readonly document: string;
}

/**
 * What to ask about next: documents, each with its activities in the order of their receipt.
 *
 * By turns the document that has been due longest and the one whose activity came last. The first
 * alone would make a real activity wait behind every forgery that came before it; the second alone
 * would never get to the old ones while a flood goes on. By turns, neither can be held up by the
 * other for more than every second question.
 *
 * Activities of a document that are not due yet come along where there is room: they cost no
 * further request, and so an activity does not overtake an earlier one of its document.
 */
export function chooseBatch(options: {
  /** All of one connection, the longest due first. */
  readonly waiting: readonly Waiting[];
  readonly now: number;
  readonly limits: Pick<ConfirmationLimits, 'documentsPerRound' | 'activitiesPerDocument'>;
}): readonly (readonly number[])[] {
  const { waiting, now, limits } = options;
  const due = waiting.filter(({ nextCheckAt }) => nextCheckAt <= now);
  const longestDue = due.map(({ document }) => document);
  const lastCome = due.toSorted((a, b) => b.seq - a.seq).map(({ document }) => document);
  const chosen = new Set<string>();
  for (const [index, document] of longestDue.entries()) {
    for (const next of [document, lastCome[index]]) {
      if (next !== undefined && chosen.size < limits.documentsPerRound) chosen.add(next);
    }
    if (chosen.size === limits.documentsPerRound) break;
  }
  return Array.from(chosen, (document) =>
    waiting
      .filter((one) => one.document === document)
      .slice(0, limits.activitiesPerDocument)
      .map(({ seq }) => seq)
      .toSorted((a, b) => a - b),
  );
}
