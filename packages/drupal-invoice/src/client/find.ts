import { idsOfNumber } from '../number/index.ts';
import { readStamp } from '../number/stamp.ts';
import type { DrupalInvoice, ListedDrupalInvoice } from '../model/index.ts';
import type { CallOptions, ListOptions, Lookup } from './options.ts';

export interface FindOptions extends CallOptions {
  /** As it is printed on the invoice. */
  readonly number: string;
  readonly lookup: (id: number) => Promise<Lookup>;
  readonly list: (options: ListOptions) => AsyncIterable<ListedDrupalInvoice>;
}

/** How many invoices a search through the list reads in one request. */
const pageSize = 1000;

/**
 * The invoice with a printed number, as the list has it. The list cannot be asked for a number, but
 * one ends with the bare number of its invoice: those that it may be are read, and the list of the
 * day on which one was made says whether the number is right. Only where the user may not read one
 * of them, the whole list is gone through.
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

/** What is computed is not asked for when it is another number; what cannot be computed is. */
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
 * The bare number of an invoice that people name: the printed number goes first, then a whole number
 * is taken for the bare one.
 */
export async function resolveId(
  options: Omit<FindOptions, 'number'> & { readonly idOrNumber: string },
): Promise<number | null> {
  const text = options.idOrNumber.trim();
  const bare = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
  // Looked up once, however often it is asked for.
  const known = new Map<number, Promise<Lookup>>();
  const lookup = (id: number): Promise<Lookup> => {
    const found = known.get(id) ?? options.lookup(id);
    known.set(id, found);
    return found;
  };
  // A bare number that is short is not searched for through the whole list.
  const byNumber = await findByNumber({ ...options, lookup, number: text });
  if (byNumber !== null) return byNumber.id;
  if (bare === null) return null;
  return (await lookup(bare)).state === 'absent' ? null : bare;
}
