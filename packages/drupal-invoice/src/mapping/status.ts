import type { InvoiceStatus } from '@invoice-relay/core/models';

import { isPaid } from '../model/index.ts';

/** What sites write for an invoice that is still to be paid. Only `paid` is documented. */
const unpaidWords: ReadonlySet<string> = new Set(['unpaid', 'open']);

/** Our word for a `pay_status`; null for one that has no counterpart. */
export function readStatus(pay_status: string | null): InvoiceStatus | null {
  if (isPaid({ pay_status })) return 'paid';
  const word = pay_status?.trim().toLowerCase() ?? '';
  return unpaidWords.has(word) ? 'unpaid' : null;
}

/**
 * The `pay_status` of our word. A draft and a void invoice have no counterpart: undefined leaves
 * what the site holds.
 *
 * @param options.kept the site's own word, which goes before ours where it means the same
 */
export function writeStatus(options: {
  readonly status: InvoiceStatus | null;
  readonly kept: string | null;
}): string | undefined {
  const { status, kept } = options;
  const wanted = status === 'overdue' ? 'unpaid' : status;
  if (kept !== null && readStatus(kept) === wanted) return kept;
  return wanted === 'paid' || wanted === 'unpaid' ? wanted : undefined;
}
