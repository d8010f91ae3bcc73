import { searchInvoices } from '@invoice-relay/drupal-invoice/forms';
import type { Trigger } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import { performing } from '../performing.ts';

/** The hidden trigger behind the invoice field: newest first. */
export const invoiceList: Trigger = {
  key: 'invoice_list',
  noun: 'Invoice',
  display: {
    label: 'Invoice Dropdown',
    description: 'Triggers when a list of every invoice is needed for a dropdown.',
    hidden: true,
  },
  operation: {
    canPaginate: true,
    perform: performing(async (run) => {
      const { client } = openSite(run);
      const page = run.bundle.meta?.page ?? 0;
      // An empty page ends the list for Zapier; past the end, the site returns its last one again.
      const isEnd =
        page > 0 && (await searchInvoices({ client, page: page - 1 })).nextPage === null;
      if (isEnd) return [];
      const { items } = await searchInvoices({ client, page });
      return items.map(({ id, name }) => ({ id: String(id), name }));
    }),
    sample: { id: '7', name: '20260007 · Awesome company · 68.86 · unpaid' },
  },
};
