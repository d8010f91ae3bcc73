import { searchList } from '@invoice-relay/envoice/forms';
import type { ListName } from '@invoice-relay/envoice/forms';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openClient } from '../api/client.ts';
import { explainLoading } from './explain-loading.ts';

type Search = (
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
) => Promise<INodeListSearchResult>;

function searchOf(list: ListName): Search {
  return async function search(filter, paginationToken) {
    return await explainLoading(this, async () => {
      const client = await openClient(this);
      const page = Number(paginationToken ?? 1);
      const { items, nextPage } = await searchList({ client, list, filter, page });
      return {
        results: items.map(({ id, name }) => ({ name, value: id })),
        ...(nextPage === null ? {} : { paginationToken: String(nextPage) }),
      };
    });
  };
}

/** List search methods, keyed by the name that resource locators refer to. */
export const listSearch = {
  searchClients: searchOf('client'),
  searchCountries: searchOf('country'),
  searchCurrencies: searchOf('currency'),
  searchEstimations: searchOf('estimation'),
  searchInvoiceCategories: searchOf('invoiceCategory'),
  searchInvoices: searchOf('invoice'),
  searchLanguages: searchOf('language'),
  searchOrders: searchOf('order'),
  searchPaymentLinks: searchOf('paymentLink'),
  searchProducts: searchOf('product'),
  searchTaxes: searchOf('tax'),
  searchWorkTypes: searchOf('workType'),
} satisfies Record<string, Search>;
