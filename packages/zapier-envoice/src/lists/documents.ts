import type { EnvoiceResponse, EnvoiceClient, Page } from '@invoice-relay/envoice';
import { describeDocument } from '@invoice-relay/envoice/forms';
import type { ListItem } from '@invoice-relay/envoice/forms';

import { lookThrough } from '../listing/look-through.ts';
import { newestFirst } from '../listing/page-order.ts';
import type { LoadPage } from '../listing/page-order.ts';
import { walkPages } from '../listing/walk-pages.ts';
import { idIn } from './hidden-list.ts';
import type { Listing } from './hidden-list.ts';

type Listed =
  | EnvoiceResponse<'InvoiceDetailsApiModel'>
  | EnvoiceResponse<'EstimationDetailsApiModel'>;

/** More than anybody browses in a dropdown. */
const most = 100;

/**
 * The invoices or estimates, newest first, as these are usually wanted; of one client, if one is
 * picked in the form as a filter.
 *
 * @throws {VendorError}
 * @throws {LookThroughError} if there are too many to filter by client
 */
export async function documents(
  kind: 'invoice' | 'estimation',
  { client, page, input }: Listing,
): Promise<readonly ListItem[]> {
  const load = loaderOf(kind, client);
  const clientId = idIn(input, 'filter_client_id');
  if (clientId === undefined) return (await batchOf(load, page)).map(toItem);
  // These are returned whole.
  if (page > 0) return [];
  const found = await lookThrough({
    load,
    things: kind === 'invoice' ? 'invoices' : 'estimates',
    fits: ({ Client }) => Client?.Id === clientId,
    isEnough: ({ length }) => length >= most,
  });
  return found.slice(0, most).map(toItem);
}

function loaderOf(kind: 'invoice' | 'estimation', client: EnvoiceClient): LoadPage<Listed> {
  return (page): Promise<Page<Listed>> =>
    kind === 'invoice' ? client.invoices.list(page) : client.estimations.list(page);
}

/** The page of a list that starts with the newest, whatever order Envoice uses. */
async function batchOf(load: LoadPage<Listed>, page: number): Promise<readonly Listed[]> {
  let left = page;
  for await (const { rows } of walkPages(load)) {
    if (left === 0) return newestFirst(rows);
    left -= 1;
  }
  return [];
}

function toItem(document: Listed): ListItem {
  return { id: String(document.Id), name: describeDocument(document) };
}
