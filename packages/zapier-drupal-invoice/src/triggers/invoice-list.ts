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
      const { meta } = run.bundle;
      const { items } = await searchInvoices({ client, page: meta?.page ?? 0 });
      return items.map(({ id, name }) => ({ id: String(id), name }));
    }),
    sample: { id: '7', name: '20260007 · Awesome company · 68.86 · unpaid' },
  },
};
