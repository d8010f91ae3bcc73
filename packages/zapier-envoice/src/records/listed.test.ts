import { toEstimate, toInvoice, toOrder } from '@invoice-relay/envoice';
import type { EnvoiceInvoice } from '@invoice-relay/envoice';
import type { DocumentKind } from '@invoice-relay/zapier-kit';
import { expect, test } from 'vitest';

import { documentRecord } from './documents.ts';
import { listedDocument } from './listed.ts';
import { vendorEstimation, vendorInvoice, vendorOrder } from './vendor-samples.ts';

/** What Envoice's lists leave out. */
const leftOut = { Items: [], Payments: [] };

/** Of an invoice that is partly paid, a list would say too much is due. */
const partlyPaid = { ...vendorInvoice('Paid'), Status: 'Unpaid', Payments: [{ Amount: 100 }] };

const link = 'https://www.envoice.in/invoice/3971';
const listed = (kind: DocumentKind, document: Parameters<typeof documentRecord>[0]['document']) =>
  listedDocument(documentRecord({ kind, document, link }), kind);

test.each([
  ['invoice', toInvoice, vendorInvoice('Paid')],
  ['invoice', toInvoice, partlyPaid],
  ['estimate', toEstimate, vendorEstimation],
  ['order', toOrder, vendorOrder],
] as const)(
  'a record of a list says nothing of an %s that the list leaves out',
  (kind, to, bill) => {
    const map = to as typeof toInvoice;
    const whole = listed(kind, map(bill as EnvoiceInvoice));
    // The other may state amounts, instead of lines that add up to them.
    expect(listed(kind, map({ ...bill, ...leftOut } as EnvoiceInvoice))).toMatchObject(whole);
    expect(JSON.stringify(whole)).not.toContain(link);
  },
);

test('a record of a list has the totals that the list states', () => {
  const invoice = toInvoice({ ...vendorInvoice('Paid'), ...leftOut });
  expect(listed('invoice', invoice)).toMatchObject({
    total: '1298.81',
    tax_total: '208.31',
    subtotal: '1090.50',
    invoice: {
      totals: {
        taxExclusiveAmount: '1090.50',
        taxAmount: '208.31',
        taxInclusiveAmount: '1298.81',
      },
    },
  });
});
