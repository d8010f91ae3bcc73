import type { Search } from 'zapier-platform-core';

import { findInvoice } from './find-invoice.ts';
import { getInvoicePdf } from './get-invoice-pdf.ts';

/**
 * By key: `find_invoice`. None of them is a search-or-create: it is the site that gives an invoice
 * its id and number, so the one that was searched for in vain cannot be created, and each run would
 * make another invoice.
 */
export const searches: Readonly<Record<string, Search>> = {
  [findInvoice.key]: findInvoice,
  [getInvoicePdf.key]: getInvoicePdf,
};
