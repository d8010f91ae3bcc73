import { toEstimate, toInvoice, toOrder } from '@invoice-relay/envoice';
import { flatDocument } from '@invoice-relay/zapier-kit';
import type { DocumentKind } from '@invoice-relay/zapier-kit';
import { expect, test } from 'vitest';

import { lineFields } from './line-fields.ts';
import { vendorEstimation, vendorInvoice, vendorOrder } from './vendor-samples.ts';

/** With and without ids: 0 and a missing one both say that there is none. */
const Items = [
  { Description: 'Cards', Quantity: 1, Cost: 5, WorkTypeId: 3764, TaxId: 311 },
  { Description: 'Logo', Quantity: 1, Cost: 5, WorkTypeId: 0, TaxId: 0 },
  { Description: 'Poster', Quantity: 1, Cost: 5, WorkTypeId: null, TaxId: null },
  { Description: 'Stamp', Quantity: 1, Cost: 5 },
];

test.each([
  ['invoice', toInvoice({ ...vendorInvoice('Unpaid'), Items })],
  ['estimate', toEstimate({ ...vendorEstimation, Items })],
  ['order', toOrder({ ...vendorOrder, Items })],
] as const satisfies readonly (readonly [DocumentKind, object])[])(
  'each line of an %s has its own ids, or null: what a form takes, or leaves empty',
  (kind, document) => {
    const { line_items } = flatDocument({ kind, document, lineFields });
    const none = { work_type_id: null, tax_id: null };
    expect(line_items).toMatchObject([
      { description: 'Cards', work_type_id: 3764, tax_id: 311 },
      { description: 'Logo', ...none },
      { description: 'Poster', ...none },
      { description: 'Stamp', ...none },
    ]);
  },
);
