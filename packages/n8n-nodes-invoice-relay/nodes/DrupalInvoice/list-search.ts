import { searchInvoices as search } from '@invoice-relay/drupal-invoice/forms';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openClient } from './client.ts';
import { explain } from './explain.ts';

/** Searches the invoices of the site, newest first. */
export async function searchInvoices(
  context: ILoadOptionsFunctions,
  options: { readonly filter?: string | undefined; readonly paginationToken?: string | undefined },
): Promise<INodeListSearchResult> {
  const { filter, paginationToken } = options;
  try {
    const client = await openClient(context);
    const page = Number(paginationToken ?? 0);
    const { items, nextPage } = await search({ client, filter, page });
    return {
      results: items.map(({ id, name }) => ({ name, value: String(id) })),
      ...(nextPage === null ? {} : { paginationToken: String(nextPage) }),
    };
  } catch (error) {
    throw explain(error, { node: context.getNode() });
  }
}
