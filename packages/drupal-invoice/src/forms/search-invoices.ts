import type { DrupalInvoiceClient } from '../client/index.ts';
import type { ListedDrupalInvoice } from '../model/index.ts';

/** An invoice to choose from a list. */
export interface InvoiceChoice {
  readonly id: number;
  /** `20260007 · Made-Up Bakery BV · 68.86 · paid` */
  readonly name: string;
}

/** The page size for browsing, and for searching for a text. Invoices. */
const pageSizes = { shown: 50, searched: 1000 } as const;
/**
 * How much a search finds before it returns. A host such as n8n asks for more when its list is
 * scrolled to the end, and a list that is not full cannot be scrolled.
 */
const enough = 20;
/** The maximum cost of a text that no invoice contains; the next page continues from there. */
const pagesAtOnce = 10;

/**
 * Returns invoices to choose from, newest first, one page at a time; with a text, those that
 * contain it in their number, customer or description, as many as it takes to fill a list.
 *
 * @param options.page from 0: the `nextPage` of the previous result for the same text
 */
export async function searchInvoices(options: {
  readonly client: DrupalInvoiceClient;
  readonly filter?: string | undefined;
  readonly page: number;
}): Promise<{ readonly items: readonly InvoiceChoice[]; readonly nextPage: number | null }> {
  const { client, page: first } = options;
  const text = options.filter?.trim().toLowerCase() ?? '';
  const pageSize = text === '' ? pageSizes.shown : pageSizes.searched;
  const load = (page: number) => client.invoices.page({ pageSize, page });
  const items: InvoiceChoice[] = [];
  let rows = await load(first);
  for (let page = first; ; page += 1) {
    items.push(...rows.filter((row) => textOf(row).includes(text)).map(choiceOf));
    // Only a full page may be followed by another.
    const next = rows.length === pageSize ? await load(page + 1) : [];
    // Past the end, the site returns its last page again.
    if (next.length === 0 || next[0]?.id === rows[0]?.id) return { items, nextPage: null };
    if (text === '' || items.length >= enough || page - first + 1 >= pagesAtOnce) {
      return { items, nextPage: page + 1 };
    }
    rows = next;
  }
}

function choiceOf(row: ListedDrupalInvoice): InvoiceChoice {
  const { id, number, inctotal, pay_status } = row;
  const parts = [number ?? String(id), customerName(row), inctotal, pay_status];
  return { id, name: parts.filter(Boolean).join(' · ') };
}

function textOf(row: ListedDrupalInvoice): string {
  const { number, description } = row;
  return [number, customerName(row), description].filter(Boolean).join(' ').toLowerCase();
}

/** The company, or the person. */
export function customerName({ customer }: Pick<ListedDrupalInvoice, 'customer'>): string | null {
  const { company_name: company, firstname, lastname } = customer ?? {};
  return company || [firstname, lastname].filter(Boolean).join(' ') || null;
}
