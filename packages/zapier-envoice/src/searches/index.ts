import type { Search, SearchOrCreate } from 'zapier-platform-core';

import { findClient } from './find-client.ts';
import { findEstimate } from './find-estimate.ts';
import { findInvoice, findInvoiceByNumber } from './find-invoice.ts';
import { findOrder } from './find-order.ts';
import { findProduct } from './find-product.ts';
import { findTax } from './find-tax.ts';
import { findWorkType } from './find-work-type.ts';
import { getInvoicePdf } from './get-invoice-pdf.ts';

/** By key: `find_invoice`. */
export const searches: Readonly<Record<string, Search>> = Object.fromEntries(
  [
    findClient,
    findInvoice,
    findInvoiceByNumber,
    findEstimate,
    findOrder,
    findProduct,
    findTax,
    findWorkType,
    getInvoicePdf,
  ].map((search) => [search.key, search]),
);

/**
 * "Find or Create", by the key of the search, as Zapier requires. Search and create have the same
 * fields and the same output.
 *
 * An invoice is only found by its numbers, and created with the same: found by client or status, a
 * Zap would create a second one as soon as the first is sent. There is none for estimates and
 * orders.
 */
export const searchOrCreates: Readonly<Record<string, SearchOrCreate>> = Object.fromEntries(
  [
    findOrCreate({ search: 'find_client', create: 'create_client', noun: 'a Client' }),
    findOrCreate({
      search: 'find_invoice_by_number',
      create: 'create_invoice',
      noun: 'an Invoice',
    }),
    findOrCreate({ search: 'find_product', create: 'create_product', noun: 'a Product' }),
    findOrCreate({ search: 'find_tax', create: 'create_tax', noun: 'a Tax' }),
    findOrCreate({ search: 'find_work_type', create: 'create_work_type', noun: 'a Work Type' }),
  ].map((pair) => [pair.key, pair]),
);

/** @param options.noun with its article */
function findOrCreate(options: {
  readonly search: string;
  readonly create: string;
  readonly noun: string;
}): SearchOrCreate {
  const { search, create, noun } = options;
  return {
    key: search,
    display: {
      label: `Find or Create ${noun.replace(/^an? /, '')}`,
      description: `Finds ${noun.toLowerCase()}, or creates it if there is none.`,
    },
    search,
    create,
  };
}
