import type { DrupalInvoiceClient } from '../client/index.ts';
import type { ListedDrupalInvoice } from '../model/index.ts';

/** An invoice to choose from a list. */
export interface InvoiceChoice {
  readonly id: number;
  /** `20260007 · Made-Up Bakery BV · 68.86 · paid` */
  readonly name: string;
}

const pageSize = 50;
/** How many of the newest invoices are looked through for a text. */
const searched = 1000;

/**
 * Invoices to choose from, the newest first, a page at a time; with a text, those of the newest 1,000
 * that have it in their number, their customer or their description.
 *
 * @param options.page from 0
 */
export async function searchInvoices(options: {
  readonly client: DrupalInvoiceClient;
  readonly filter?: string | undefined;
  readonly page: number;
}): Promise<{ readonly items: readonly InvoiceChoice[]; readonly nextPage: number | null }> {
  const { client, page } = options;
  const text = options.filter?.trim().toLowerCase() ?? '';
  if (text === '') {
    const rows = await client.invoices.page({ pageSize, page });
    // Past the end, the site gives its last page again.
    const hasMore = rows.length === pageSize && !(await isLast(client, { page, rows }));
    return { items: rows.map(choiceOf), nextPage: hasMore ? page + 1 : null };
  }
  const rows = await client.invoices.page({ pageSize: searched, page: 0 });
  const items = rows.map(choiceOf).filter((_, index) => textOf(rows[index]).includes(text));
  return { items, nextPage: null };
}

/** Only a full page may be followed by itself. */
async function isLast(
  client: DrupalInvoiceClient,
  { page, rows }: { readonly page: number; readonly rows: readonly ListedDrupalInvoice[] },
): Promise<boolean> {
  const next = await client.invoices.page({ pageSize, page: page + 1 });
  return next[0]?.id === rows[0]?.id;
}

function choiceOf(row: ListedDrupalInvoice): InvoiceChoice {
  const { id, number, inctotal, pay_status } = row;
  const parts = [number ?? String(id), customerName(row), inctotal, pay_status];
  return { id, name: parts.filter(Boolean).join(' · ') };
}

function textOf(row: ListedDrupalInvoice | undefined): string {
  const text = row && [row.number, customerName(row), row.description].filter(Boolean).join(' ');
  return text?.toLowerCase() ?? '';
}

/** The company, or the person. */
export function customerName({ customer }: Pick<ListedDrupalInvoice, 'customer'>): string | null {
  const { company_name: company, firstname, lastname } = customer ?? {};
  return company || [firstname, lastname].filter(Boolean).join(' ') || null;
}
