import type { ConfirmationLimits } from '../../pipeline/unconfirmed/limits.ts';

/** A waiting activity: `seq` is the order of receipt, `nextCheckAt` when it is due. */
export interface Waiting {
  readonly seq: number;
  readonly nextCheckAt: number;
  /** What its vendor is asked about: activities of one document share one request. */
  readonly document: string;
}

/**
 * What to ask about next: documents, each with its activities in the order of their receipt.
 *
 * Alternates between the document that has been due longest and the one whose activity arrived
 * last. The first alone would make an authentic activity wait behind every forgery that arrived
 * before it; the second alone would never get to the old ones during a flood. By alternating,
 * neither can delay the other by more than every second question.
 *
 * Activities of a document that are not due yet are included if there is room: they cost no further
 * request, and so an activity does not overtake an earlier one of its document.
 */
export function chooseBatch(options: {
  /** All of one connection, longest due first. */
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
