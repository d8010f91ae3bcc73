import type { ListedDrupalInvoice } from '../model/index.ts';
import { quarterMs, readStamp, stampMs } from '../number/stamp.ts';
import type { KnownRow } from './row.ts';

/** From UTC-12 to UTC+14. */
const maxMoveMs = 26 * 3_600_000;

/**
 * Whether the time zone of the site was changed since rows were remembered: then every invoice
 * states another creation time, though none was replaced by another. Ids are reused only for the
 * newest invoices, so if all of several rows moved, it was the clock.
 */
export function clockMoved(
  pairs: readonly { readonly row: ListedDrupalInvoice; readonly known: KnownRow }[],
): boolean {
  return pairs.length > 1 && pairs.every(({ row, known }) => isMoved(known.created, row.created));
}

function isMoved(before: string, after: string | null): boolean {
  const [from, to] = [before, after ?? ''].map((text) => readStamp(text));
  if (!from || !to) return false;
  const distance = stampMs(to) - stampMs(from);
  return distance !== 0 && Math.abs(distance) <= maxMoveMs && distance % quarterMs === 0;
}
