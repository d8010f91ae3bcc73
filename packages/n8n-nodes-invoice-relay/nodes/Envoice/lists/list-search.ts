import type { EnvoiceClient, Page } from '@invoice-relay/envoice';
import type {
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';

import { openClient } from '../api/client.ts';
import { explainLoading } from './explain-loading.ts';
import { describeDocument, joined } from './item-names.ts';
import { searchPages, searchWhole } from './search.ts';

type Search = (
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
) => Promise<INodeListSearchResult>;

type Rows<Row> = (client: EnvoiceClient) => Promise<readonly Row[]>;
type Pages<Row> = (client: EnvoiceClient, page: PageInput) => Promise<Page<Row>>;
type PageInput = { readonly page: number; readonly pageSize: number };
type Item<Row> = (row: Row) => INodeListSearchItems;

/** A list that comes whole. */
function whole<Row>(load: Rows<Row>, item: Item<Row>): Search {
  return async function search(filter) {
    return await explainLoading(this, async () => {
      const client = await openClient(this);
      return searchWhole({ items: (await load(client)).map(item), filter });
    });
  };
}

/** A list that comes in pages. */
function paged<Row>(load: Pages<Row>, item: Item<Row>): Search {
  return async function search(filter, paginationToken) {
    return await explainLoading(this, async () => {
      const client = await openClient(this);
      return await searchPages({
        load: async (page) => {
          const { Result, TotalCount } = await load(client, page);
          return { items: Result.map(item), total: TotalCount ?? null };
        },
        filter,
        paginationToken,
      });
    });
  };
}

/** What the lists of the node search. Envoice searches few of them itself, so names are compared here. */
export const listSearch = {
  searchClients: whole(
    ({ clients }) => clients.list(),
    ({ Id, Name, Email }) => ({ name: joined(Name, Email), value: String(Id) }),
  ),
  searchCountries: whole(
    ({ general }) => general.countries(),
    ({ Id, Name, Value }) => ({ name: joined(Name, Value), value: String(Id) }),
  ),
  searchCurrencies: whole(
    ({ general }) => general.currencies(),
    ({ Id, Name, Value }) => ({ name: joined(Value, Name), value: String(Id) }),
  ),
  searchEstimations: paged(({ estimations }, page) => estimations.list(page), describeDocument),
  searchInvoiceCategories: whole(
    async ({ invoices }) => (await invoices.listCategories()).Result,
    ({ Id, Name }) => ({ name: joined(Name), value: String(Id) }),
  ),
  searchInvoices: paged(({ invoices }, page) => invoices.list(page), describeDocument),
  searchLanguages: whole(
    ({ general }) => general.uiLanguages(),
    ({ Id, Name, UiCulture }) => ({ name: joined(Name, UiCulture), value: String(Id) }),
  ),
  searchOrders: paged(
    ({ orders }, page) => orders.list(page),
    ({ Id, Name, Status, OrderBillingDetails }) => ({
      name: joined(`#${String(Id)}`, Name, OrderBillingDetails?.Name, Status),
      value: String(Id),
    }),
  ),
  searchPaymentLinks: paged(
    ({ paymentLinks }, page) => paymentLinks.list(page),
    ({ Id, Number, Client, Currency, TotalAmount }) => ({
      name: joined(Number, Client?.Name, amount(TotalAmount, Currency?.Value)),
      value: String(Id),
    }),
  ),
  searchProducts: paged(
    ({ products }, page) => products.list(page),
    ({ Id, Name, Status }) => ({ name: joined(Name, Status), value: String(Id) }),
  ),
  searchTaxes: whole(
    ({ taxes }) => taxes.list(),
    ({ Id, Name, Percentage }) => ({
      name: joined(Name, `${Percentage ?? '?'}%`),
      value: String(Id),
    }),
  ),
  searchWorkTypes: whole(
    ({ workTypes }) => workTypes.list(),
    ({ Id, Title }) => ({ name: joined(Title), value: String(Id) }),
  ),
} satisfies Record<string, Search>;

function amount(value: number | null | undefined, currency: string | null | undefined) {
  return value === null || value === undefined ? null : `${value} ${currency ?? ''}`.trim();
}
