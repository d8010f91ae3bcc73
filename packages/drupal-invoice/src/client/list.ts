import type { ListedDrupalInvoice } from '../model/index.ts';
import type { Sender } from './http/send.ts';
import { invoicesUrl, listQuery } from './invoice-url.ts';
import type { ListOptions } from './options.ts';
import { readList } from './reading/read-invoice.ts';

const jsonHeaders = { accept: 'application/json' };
const defaultPageSize = 100;

/**
 * Returns one page of the list, as the site returns it. A page past the end is the last one again.
 */
export async function listPage(options: {
  readonly sender: Sender;
  readonly baseUrl: string;
  readonly list: ListOptions & { readonly page: number };
}): Promise<readonly ListedDrupalInvoice[]> {
  const { sender, baseUrl, list } = options;
  const url = invoicesUrl(baseUrl, listQuery(list));
  const { signal } = list;
  return sender.get({ call: 'invoices.list', url, headers: jsonHeaders, signal, read: readList });
}

/**
 * Yields all pages, each invoice once. The end is a page that is not full, or one without a new
 * invoice. If invoices are created in the meantime, the pages shift, and repeated ones are skipped.
 */
export async function* listPages(options: {
  readonly sender: Sender;
  readonly baseUrl: string;
  readonly list: ListOptions;
}): AsyncGenerator<readonly ListedDrupalInvoice[]> {
  const { list } = options;
  const { pageSize = defaultPageSize, year, month } = list;
  // For a year alone, the site takes the current month; users mean all of its months.
  if (year !== undefined && month === undefined) {
    const months = Array.from({ length: 12 }, (_, index) => index + 1);
    for (const each of list.order === 'asc' ? months : months.toReversed()) {
      yield* listPages({ ...options, list: { ...list, month: each } });
    }
    return;
  }
  const seen = new Set<number>();
  for (let page = 0; ; page += 1) {
    const rows = await listPage({ ...options, list: { ...list, pageSize, page } });
    const fresh = rows.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    if (fresh.length > 0) yield fresh;
    if (rows.length < pageSize || fresh.length === 0) return;
  }
}
