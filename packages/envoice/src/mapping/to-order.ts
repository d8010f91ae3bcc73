import type { Order } from '@invoice-relay/core/models';

import { partsOf, redundantAmounts, requireId, toLines, toNotes } from './document.ts';
import { orderStatuses } from './enums.ts';
import { restOf } from './extensions.ts';
import { orderPartyMembers, toOrderParty } from './party.ts';
import { readCurrency, readDecimal } from './read.ts';
import { toTotals } from './totals.ts';
import type { EnvoiceOrder } from './vendor-models.ts';

const orderMembers = [
  'Currency',
  'Id',
  'Items',
  'Note',
  'OrderBillingDetails',
  'OrderShippingDetails',
  'ShippingAmount',
  'TaxAmount',
  'TotalAmount',
  'TotalWithShipping',
];

/**
 * Converts an order, as returned by `orders.get`, to the canonical model.
 *
 * Its number and date are null, as the API has neither (webhooks include an `OrderNumber`). Nor
 * does the API say what was paid: the whole amount is payable, whatever the status.
 *
 * @throws {VendorError} `vendor_answer_invalid`
 */
export function toOrder(order: EnvoiceOrder): Order {
  const currency = readCurrency(order.Currency);
  const lines = toLines({ items: order.Items, currency });
  const read = (name: keyof EnvoiceOrder) => readDecimal({ value: order[name], member: name });
  const amounts = toTotals({
    currency,
    lines,
    stated: {
      discount: read('DiscountAmount'),
      tax: read('TaxAmount'),
      total: read('TotalAmount'),
      shipping: read('ShippingAmount') ?? '0',
      totalWithShipping: read('TotalWithShipping'),
    },
  });
  const status = orderStatuses.read(order.Status);
  return {
    id: requireId(order),
    number: null,
    status,
    issueDate: null,
    currency,
    purchaseOrderReference: null,
    paymentTerms: null,
    notes: toNotes(order.Note),
    seller: null,
    buyer: toOrderParty(order.OrderBillingDetails),
    deliveryParty: toOrderParty(order.OrderShippingDetails),
    orderLines: lines.map(({ line }) => line),
    ...amounts,
    extensions: { envoice: extensionsOf({ order, lines, amounts, status }) },
  };
}

function extensionsOf(options: {
  readonly order: EnvoiceOrder;
  readonly lines: ReturnType<typeof toLines>;
  readonly amounts: ReturnType<typeof toTotals>;
  readonly status: Order['status'];
}): Order['extensions'][string] {
  const { order, lines, amounts, status } = options;
  const { OrderBillingDetails: billing, OrderShippingDetails: shipping } = order;
  const said = [...orderMembers, ...redundantAmounts({ document: order, lines, amounts })];
  return {
    ...restOf(order, { without: status === null ? said : [...said, 'Status'] }),
    ...partsOf(order),
    ...(billing && { OrderBillingDetails: restOf(billing, { without: orderPartyMembers }) }),
    ...(shipping && { OrderShippingDetails: restOf(shipping, { without: orderPartyMembers }) }),
  };
}
