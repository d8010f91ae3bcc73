import { idsOfNumber } from '../number/ids-of-number.ts';
import { readStamp } from '../number/stamp.ts';
import type { DrupalInvoice, ListedDrupalInvoice } from '../model/index.ts';
import type { CallOptions, ListOptions, Lookup } from './options.ts';

export interface FindOptions extends CallOptions {
  /** As printed on the invoice. */
  readonly number: string;
  readonly lookup: (id: number) => Promise<Lookup>;
  readonly list: (options: ListOptions) => AsyncIterable<ListedDrupalInvoice>;
}

/** How many invoices one request of a search through the list reads. */
const pageSize = 1000;

/**
 * Finds the invoice with a printed number, as listed. The list cannot be filtered by number, but a
 * number ends with the bare number of its invoice: the candidates are read, and the list of the day
 * on which one was created tells whether the number matches. Only if the user may not read one of
 * them is the whole list searched.
 */
export async function findByNumber(options: FindOptions): Promise<ListedDrupalInvoice | null> {
  const { number, lookup, list } = options;
  let isBlind = false;
  for (const id of idsOfNumber(number)) {
    const found = await lookup(id);
    if (found.state === 'forbidden') isBlind = true;
    if (found.state !== 'found' || !mayHaveNumber(found.invoice, number)) continue;
    const day = dayOf(found.invoice);
    const listed =
      day === null
        ? await search({ ...options, ids: [id] })
        : await search({ ...options, ids: [id], filter: day });
    if (listed !== null) return listed;
  }
  return isBlind ? search({ ...options, list, ids: idsOfNumber(number) }) : null;
}

/** A computed number that differs rules the invoice out; one that cannot be computed does not. */
function mayHaveNumber(invoice: DrupalInvoice, number: string): boolean {
  return invoice.number === null || invoice.number === number;
}

async function search(
  options: FindOptions & {
    readonly ids: readonly number[];
    readonly filter?: Pick<ListOptions, 'year' | 'month' | 'day'>;
  },
): Promise<ListedDrupalInvoice | null> {
  const { number, ids, filter = {}, list, signal } = options;
  for await (const row of list({ ...filter, pageSize, signal })) {
    if (ids.includes(row.id) && row.number === number) return row;
  }
  return null;
}

function dayOf({ created }: DrupalInvoice): Pick<ListOptions, 'year' | 'month' | 'day'> | null {
  const stamp = created === null ? null : readStamp(created);
  return stamp && { year: stamp.year, month: stamp.month, day: stamp.day };
}

/**
 * Finds the bare number of an invoice that a user names: the printed number takes precedence, then
 * a whole number is taken as the bare one.
 */
export async function resolveId(
  options: Omit<FindOptions, 'number'> & { readonly idOrNumber: string },
): Promise<number | null> {
  const text = options.idOrNumber.trim();
  const bare = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
  // Looked up once, however often it is requested.
  const known = new Map<number, Promise<Lookup>>();
  const lookup = (id: number): Promise<Lookup> => {
    const found = known.get(id) ?? options.lookup(id);
    known.set(id, found);
    return found;
  };
  // The whole list is not searched for a short bare number.
  const byNumber = await findByNumber({ ...options, lookup, number: text });
  if (byNumber !== null) return byNumber.id;
  if (bare === null) return null;
  return (await lookup(bare)).state === 'absent' ? null : bare;
}
