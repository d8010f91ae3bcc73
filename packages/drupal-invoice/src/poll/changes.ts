import type { DrupalInvoice } from '../model/index.ts';
import type { InvoiceRecord } from '../record/index.ts';
import type { KnownDocument } from './document.ts';
import { changedInRow, knownRow } from './row.ts';
import type { KnownRow } from './row.ts';
import { changedInWhole, wholeHashes } from './whole-hashes.ts';

/** What a record says about what happened, apart from the invoice. */
export type Happening = Pick<InvoiceRecord, 'change' | 'changed' | 'isEdited' | 'turned'>;

const plain = { changed: [], isEdited: false, turned: null } as const;

export const deleted: Happening = { ...plain, change: 'deleted' };
export const made: Happening = { ...plain, change: 'new' };

/**
 * Returns what changed in an invoice since it was last reported; null for nothing that a person
 * would call a change, such as saving it unchanged.
 */
export function changesOf(options: {
  readonly from: KnownRow;
  readonly known: KnownDocument;
  readonly invoice: DrupalInvoice;
}): Happening | null {
  const { from, known, invoice } = options;
  const now = knownRow(invoice);
  const members = new Set(changedInRow(from, now));
  if (known.whole !== null) {
    for (const member of changedInWhole(known.whole, wholeHashes(invoice))) members.add(member);
  }
  const turned = from.paid === now.paid ? null : now.paid ? 'paid' : 'unpaid';
  // For an invoice never read in full, only the change time can tell that it was edited.
  const isSomewhere = known.whole === null && turned === null && from.changed !== now.changed;
  const isEdited = members.size > 0 || isSomewhere;
  if (!isEdited && turned === null) return null;
  return { change: 'changed', changed: [...members].toSorted(), isEdited, turned };
}
