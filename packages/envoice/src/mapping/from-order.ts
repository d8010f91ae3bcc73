import { roundAmount } from '@invoice-relay/core/models';
import type { Line, Order, Party } from '@invoice-relay/core/models';

import { Exact, sumOf } from './amounts.ts';
import { orderStatuses } from './enums.ts';
import { description, extraItem, unitPrice } from './from-lines.ts';
import { asId, asObject, asObjects, keptExtensions, present } from './references.ts';
import type { EnvoiceReferences } from './references.ts';
import type { EnvoiceOrderCreate } from './vendor-models.ts';
import { writeNumber } from './write.ts';

type OrderItem = NonNullable<EnvoiceOrderCreate['Items']>[number];

const keptTexts = [
  'AfterPaymentDescription',
  'CouponCode',
  'Description',
  'Name',
  'Referral',
  'ShippingDescription',
  'WhatHappensNextDescription',
] as const;

/**
 * Converts an order to the input of `orders.create`. Unlike an invoice, it includes its own totals.
 *
 * An item of an order supports no discount, so those of a line become separate items. Allowances on
 * the order become its `DiscountAmount`, charges its `ShippingAmount`.
 *
 * @throws {AmountError} for a number that Envoice cannot represent
 */
export function fromOrder(options: {
  readonly order: Order;
  readonly references?: EnvoiceReferences | undefined;
}): EnvoiceOrderCreate {
  const { order, references = {} } = options;
  const { totals, currency } = order;
  const kept = keptExtensions(order) ?? {};
  const keptItems = asObjects(kept['Items']);
  const texts = keptTexts.map((name) => [name, kept[name]] as const);
  return present({
    ...Object.fromEntries(texts.filter(([, value]) => typeof value === 'string')),
    CurrencyId:
      references.currencyId ?? asId(kept['CurrencyId']) ?? asId(asObject(kept['Currency'])['Id']),
    ProductId: asId(kept['ProductId']),
    Status: order.status === null ? undefined : orderStatuses.write(order.status),
    Note: order.notes.length === 0 ? undefined : order.notes.join('\n'),
    OrderBillingDetails: details(order.buyer, kept['OrderBillingDetails']),
    OrderShippingDetails: details(order.deliveryParty, kept['OrderShippingDetails']),
    Items: order.orderLines.flatMap((line, index) =>
      itemsOf({ line, kept: asObject(keptItems[index]), references, currency }),
    ),
    DiscountAmount: writeNumber(totals.allowanceTotalAmount),
    ShippingAmount: writeNumber(totals.chargeTotalAmount),
    SubTotalAmount: writeNumber(totals.lineExtensionAmount),
    TaxAmount: writeNumber(totals.taxAmount),
    TotalAmount: writeNumber(
      Exact(totals.taxInclusiveAmount).minus(totals.chargeTotalAmount).toFixed(),
    ),
  });
}

function details(
  party: Party | null,
  kept: Parameters<typeof asObject>[0],
): EnvoiceOrderCreate['OrderBillingDetails'] {
  if (party === null) return undefined;
  return present({
    Name: party.name,
    Address: party.postalAddress?.addressLine,
    CountryId: asId(asObject(kept)['CountryId']),
    Email: party.contact?.electronicMail,
    PhoneNumber: party.contact?.telephone,
  });
}

function itemsOf(options: {
  readonly line: Line;
  /** Found by position: items of an order have no id. */
  readonly kept: ReturnType<typeof asObject>;
  readonly references: EnvoiceReferences;
  readonly currency: Order['currency'];
}): readonly OrderItem[] {
  const { line, kept, references } = options;
  const { percent } = line.taxCategory;
  const workTypeId = asId(kept['WorkTypeId']) ?? references.workTypeId;
  const item = present({
    ProductItemId: asId(kept['ProductItemId']),
    WorkTypeId: workTypeId,
    ReferenceId: line.sellersItemId,
    Description: description(line),
    Cost: writeNumber(unitPrice(line)),
    Quantity: writeNumber(line.quantity),
    TaxId: asId(kept['TaxId']),
    TaxPercentage: percent === null ? undefined : writeNumber(percent),
  });
  const gross = grossAmount(line);
  return [
    { ...item, ...itemTotals({ ...options, net: gross }) },
    ...line.allowanceCharges.map((entry) => ({
      ...extraItem({ entry, percent, workTypeId }),
      ...itemTotals({
        ...options,
        net: entry.chargeIndicator ? entry.amount : Exact(entry.amount).neg().toFixed(),
      }),
    })),
  ];
}

/** The amount of a line before its allowances and charges. */
function grossAmount(line: Line): string {
  const adjustments = line.allowanceCharges.map(({ chargeIndicator, amount }) =>
    chargeIndicator ? Exact(amount).neg().toFixed() : amount,
  );
  return sumOf([line.lineExtensionAmount, ...adjustments]).toFixed();
}

function itemTotals(options: {
  readonly net: string;
  readonly line: Line;
  readonly currency: Order['currency'];
}): Pick<OrderItem, 'SubTotalAmount' | 'TaxAmount' | 'TotalAmount'> {
  const { net, line, currency } = options;
  const exactTax = Exact(net)
    .times(line.taxCategory.percent ?? '0')
    .times('0.01');
  const tax = roundAmount({ amount: exactTax.toFixed(), currency });
  return {
    SubTotalAmount: writeNumber(net),
    TaxAmount: writeNumber(tax),
    TotalAmount: writeNumber(Exact(net).plus(tax).toFixed()),
  };
}
