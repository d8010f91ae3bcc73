import type { EnvoiceClient, Page } from '../client/index.ts';
import { amountIn, describeDocument, joined } from './list-items.ts';
import type { ListName } from './list-names.ts';
import { titleOf } from './labels.ts';
import { searchPages, searchWhole } from './search.ts';
import type { Found } from './search.ts';

interface SearchOptions {
  readonly client: EnvoiceClient;
  readonly filter: string | undefined;
  readonly page: number;
}
type Search = (options: SearchOptions) => Promise<Found>;
type PageInput = { readonly page: number; readonly pageSize: number };
type Thing = { readonly Id?: number | null };

/**
 * Searches a list of the account for the words that a user typed. Envoice itself can search only a
 * few of its lists, so names and ids are compared here.
 *
 * @param options.filter words that the name or the id must contain; all items without one
 * @param options.page the `nextPage` of the previous result; the first is 1
 * @throws {VendorError}
 */
export async function searchList(options: {
  readonly client: EnvoiceClient;
  readonly list: ListName;
  readonly filter?: string | undefined;
  readonly page?: number | undefined;
}): Promise<Found> {
  const { client, list, filter, page = 1 } = options;
  return searches[list]({ client, filter, page });
}

/** A list that is returned as a whole. */
function whole<Row extends Thing>(
  load: (client: EnvoiceClient) => Promise<readonly Row[]>,
  nameOf: (row: Row) => string,
): Search {
  return async ({ client, filter, page }) => {
    if (page > 1) return { items: [], nextPage: null };
    const rows = await load(client);
    return searchWhole({ items: rows.map((row) => toItem(row, nameOf)), filter });
  };
}

/** A list that is returned in pages. */
function paged<Row extends Thing>(
  load: (client: EnvoiceClient, page: PageInput) => Promise<Page<Row>>,
  nameOf: (row: Row) => string,
): Search {
  return async ({ client, filter, page }) =>
    searchPages({
      load: async (input) => {
        const { Result, TotalCount } = await load(client, input);
        return { items: Result.map((row) => toItem(row, nameOf)), total: TotalCount ?? null };
      },
      filter,
      page,
    });
}

function toItem<Row extends Thing>(row: Row, nameOf: (row: Row) => string) {
  return { id: String(row.Id), name: nameOf(row) };
}

const searches: Readonly<Record<ListName, Search>> = {
  client: whole(
    ({ clients }) => clients.list(),
    ({ Name, Email }) => joined(Name, Email),
  ),
  country: whole(
    ({ general }) => general.countries(),
    ({ Name, Value }) => joined(Name, Value),
  ),
  currency: whole(
    ({ general }) => general.currencies(),
    ({ Name, Value }) => joined(Value, Name),
  ),
  estimation: paged(({ estimations }, page) => estimations.list(page), describeDocument),
  invoice: paged(({ invoices }, page) => invoices.list(page), describeDocument),
  invoiceCategory: whole(
    async ({ invoices }) => (await invoices.listCategories()).Result,
    ({ Name }) => joined(Name),
  ),
  language: whole(
    ({ general }) => general.uiLanguages(),
    ({ Name, UiCulture }) => joined(Name, UiCulture),
  ),
  order: paged(
    ({ orders }, page) => orders.list(page),
    ({ Id, Name, Status, OrderBillingDetails }) =>
      joined(`#${String(Id)}`, Name, OrderBillingDetails?.Name, Status && titleOf(Status)),
  ),
  paymentLink: paged(
    ({ paymentLinks }, page) => paymentLinks.list(page),
    ({ Number, Client, Currency, TotalAmount }) =>
      joined(Number, Client?.Name, amountIn({ amount: TotalAmount, currency: Currency?.Value })),
  ),
  product: paged(
    ({ products }, page) => products.list(page),
    ({ Name, Status }) => joined(Name, Status),
  ),
  tax: whole(
    ({ taxes }) => taxes.list(),
    ({ Name, Percentage }) => joined(Name, `${Percentage ?? '?'}%`),
  ),
  workType: whole(
    ({ workTypes }) => workTypes.list(),
    ({ Title }) => joined(Title),
  ),
};
