import { searchList } from '@invoice-relay/envoice/forms';
import type { ListItem, PickedList } from '@invoice-relay/envoice/forms';
import type { Trigger } from 'zapier-platform-core';

import { currencies } from './currencies.ts';
import { dependentLists } from './dependent-lists.ts';
import { documents } from './documents.ts';
import { hiddenList } from './hidden-list.ts';
import type { Listing } from './hidden-list.ts';
import { triggerOfList } from './list-field.ts';

/** What a list contains, and an example of an entry. */
const words: Readonly<Record<PickedList, { readonly noun: string; readonly example: string }>> = {
  client: { noun: 'Client', example: 'Café Noordzee B.V. · accounts@noordzee.example' },
  country: { noun: 'Country', example: 'Netherlands · NL' },
  currency: { noun: 'Currency', example: 'EUR · Euro' },
  estimation: { noun: 'Estimate', example: 'EST-0007 · Café Noordzee B.V. · 1210 EUR' },
  invoice: { noun: 'Invoice', example: 'INV-0042 · Café Noordzee B.V. · 1210 EUR · Unpaid' },
  invoiceCategory: { noun: 'Category', example: 'Consulting' },
  language: { noun: 'Language', example: 'English · en-US' },
  order: { noun: 'Order', example: '#318 · Menu cards · Processing' },
  product: { noun: 'Product', example: 'Menu cards · Active' },
  tax: { noun: 'Tax', example: 'VAT · 21%' },
  workType: { noun: 'Work Type', example: 'Brand design' },
};

/** The hidden triggers behind the dropdowns, by key: `client_list`. */
export const listTriggers: Readonly<Record<string, Trigger>> = Object.fromEntries(
  [...(Object.keys(words) as PickedList[]).map(listTrigger), ...dependentLists].map((trigger) => [
    trigger.key,
    trigger,
  ]),
);

function listTrigger(list: PickedList): Trigger {
  const { noun, example } = words[list];
  return hiddenList({
    key: triggerOfList(list),
    noun,
    example: { id: '42', name: example },
    load: (listing) => load(list, listing),
  });
}

async function load(list: PickedList, listing: Listing): Promise<readonly ListItem[]> {
  if (list === 'currency') return currencies(listing);
  if (list === 'invoice' || list === 'estimation') return documents(list, listing);
  const { client, page } = listing;
  // Zapier counts pages from 0, Envoice from 1.
  const { items } = await searchList({ client, list, page: page + 1 });
  return items;
}
