import { findEventType } from '@invoice-relay/core/events';
import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';
import { expect, test } from 'vitest';

import { flatDocument } from './flat-document.ts';

const { invoice } = findEventType('invoice.created').sample.data as { invoice: Invoice };
const { estimate } = findEventType('estimate.created').sample.data as { estimate: Estimate };
const { order } = findEventType('order.created').sample.data as { order: Order };
const lineFields = { unitPrice: 'unit_price', taxPercentage: 'tax_percentage' };

/** The same document with every text replaced by where it is: `buyer.contact.telephone`. */
function labelled<Value>(value: Value, path = ''): Value {
  if (value === null || typeof value === 'string') return path as Value;
  if (typeof value !== 'object') return value;
  const members = Object.entries(value as object).map(([name, inner]) => [
    name,
    labelled(inner, path === '' ? name : `${path}.${name}`),
  ]);
  const made: unknown = Object.fromEntries(members);
  return (Array.isArray(value) ? Object.values(made as object) : made) as Value;
}

test('each field has the member that it is named after', () => {
  const document = labelled(invoice);
  expect(flatDocument({ kind: 'invoice', document, lineFields })).toEqual({
    number: 'number',
    status: 'status',
    total: 'totals.taxInclusiveAmount',
    amount_due: 'totals.payableAmount',
    amount_paid: 'totals.prepaidAmount',
    tax_total: 'totals.taxAmount',
    subtotal: 'totals.taxExclusiveAmount',
    currency: 'currency',
    issue_date: 'issueDate',
    due_date: 'dueDate',
    purchase_order_number: 'purchaseOrderReference',
    customer_id: 'buyer.id',
    customer_name: 'buyer.name',
    customer_email: 'buyer.contact.electronicMail',
    customer_phone: 'buyer.contact.telephone',
    customer_address: 'buyer.postalAddress.addressLine',
    customer_street: 'buyer.postalAddress.streetName buyer.postalAddress.buildingNumber',
    customer_postal_code: 'buyer.postalAddress.postalZone',
    customer_city: 'buyer.postalAddress.cityName',
    customer_country: 'buyer.postalAddress.countryName',
    customer_vat_number: 'buyer.taxId',
    terms: 'paymentTerms',
    notes: 'notes.0',
    line_items: document.invoiceLines.map((line, index) => ({
      id: `invoiceLines.${index}.id`,
      description: `invoiceLines.${index}.description`,
      reference: `invoiceLines.${index}.sellersItemId`,
      quantity: `invoiceLines.${index}.quantity`,
      unit_price: `invoiceLines.${index}.priceAmount`,
      discount_percentage: line.allowanceCharges[0]?.multiplierFactorNumeric ?? null,
      tax_percentage: `invoiceLines.${index}.taxCategory.percent`,
      line_total: `invoiceLines.${index}.lineExtensionAmount`,
    })),
  });
});

test('what another kind of document calls otherwise, or lacks', () => {
  const flatEstimate = flatDocument({
    kind: 'estimate',
    document: labelled(estimate),
    lineFields,
  });
  expect(flatEstimate).toMatchObject({
    expiry_date: 'validityEndDate',
    line_items: [{ id: 'estimateLines.0.id' }, {}],
  });
  expect(flatEstimate).not.toHaveProperty('amount_due');
  const flatOrder = flatDocument({ kind: 'order', document: labelled(order), lineFields });
  expect(flatOrder).toMatchObject({ line_items: [{ id: 'orderLines.0.id' }] });
  for (const name of ['due_date', 'expiry_date']) expect(flatOrder).not.toHaveProperty(name);
});

test('a country without a name has its code, and a line without a description its name', () => {
  const [line] = invoice.invoiceLines;
  const buyer = invoice.buyer!;
  const postalAddress = { ...buyer.postalAddress!, countryCode: 'NL', countryName: null };
  const document = {
    ...invoice,
    buyer: { ...buyer, postalAddress },
    invoiceLines: [{ ...line!, name: 'Brand design', description: null }],
  };
  expect(flatDocument({ kind: 'invoice', document, lineFields })).toMatchObject({
    customer_country: 'NL',
    line_items: [{ description: 'Brand design' }],
  });
});

test('a surcharge of a line is no discount', () => {
  const [line] = invoice.invoiceLines;
  const charged = { ...line!.allowanceCharges[0]!, chargeIndicator: true };
  const document = { ...invoice, invoiceLines: [{ ...line!, allowanceCharges: [charged] }] };
  expect(flatDocument({ kind: 'invoice', document, lineFields })).toMatchObject({
    line_items: [{ discount_percentage: null }],
  });
});
