import type { Search } from 'zapier-platform-core';

import { findInvoice } from './find-invoice.ts';
import { getInvoicePdf } from './get-invoice-pdf.ts';

/**
 * By key: `find_invoice`. None of them is a search-or-create: the site assigns id and number, so an
 * invoice that was not found cannot be created as searched for, and each run would create another
 * one.
 */
export const searches: Readonly<Record<string, Search>> = {
  [findInvoice.key]: findInvoice,
  [getInvoicePdf.key]: getInvoicePdf,
};
