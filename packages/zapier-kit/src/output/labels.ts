/**
 * Accountants' words for the members of the canonical documents, which have UBL names. An empty
 * word is omitted.
 */
const words: Readonly<Record<string, string>> = {
  addressLine: 'Address',
  allowanceChargeReason: 'Reason',
  allowanceCharges: 'Discount or Charge',
  allowanceTotalAmount: 'Discount Total',
  baseQuantity: 'Price Quantity',
  buyer: 'Customer',
  chargeIndicator: 'Is Charge',
  chargeTotalAmount: 'Charge Total',
  cityName: 'City',
  companyId: 'Registration Number',
  countryName: 'Country',
  countrySubentity: 'State',
  deliveryParty: 'Delivery',
  electronicMail: 'Email',
  estimateLines: 'Line',
  instructionId: 'Reference',
  invoiceLines: 'Line',
  invoiceTypeCode: 'Type Code',
  lineExtensionAmount: 'Total',
  line_items: 'Line',
  line_total: 'Total',
  multiplierFactorNumeric: 'Percentage',
  orderLines: 'Line',
  paidAmount: 'Amount',
  paidDate: 'Date',
  payableAmount: 'Amount Due',
  payableRoundingAmount: 'Rounding',
  paymentMeans: 'Method',
  paymentTerms: 'Terms',
  payments: 'Payment',
  percent: 'Percentage',
  postalAddress: '',
  postalZone: 'Postal Code',
  prepaidAmount: 'Amount Paid',
  priceAmount: 'Unit Price',
  purchaseOrderReference: 'Purchase Order Number',
  sellersItemId: 'Reference',
  streetName: 'Street',
  taxCategory: 'Tax',
  taxExclusiveAmount: 'Subtotal',
  taxId: 'VAT Number',
  taxInclusiveAmount: 'Total',
  taxSubtotals: 'Tax Rate',
  telephone: 'Phone',
  totals: '',
  unitCode: 'Unit',
  validityEndDate: 'Expiry Date',
};

/** If the word depends on the context. */
const wordsWithin: Readonly<Record<string, string>> = {
  taxCategory__id: 'Category',
  totals__lineExtensionAmount: 'Lines Total',
  totals__taxAmount: 'Tax Total',
};

const acronyms: Readonly<Record<string, string>> = {
  Api: 'API',
  Id: 'ID',
  Pdf: 'PDF',
  Url: 'URL',
  Vat: 'VAT',
};

/**
 * `invoice__totals__payableAmount` as `Invoice Amount Due`, `line_items[]line_total` as `Line Total`.
 *
 * @param between what separates the words of one member from those of the next
 */
export function labelOf(key: string, between = ' '): string {
  const parts = key.split(/__|\[\]/);
  return parts
    .map(
      (part, index) => wordsWithin[`${parts[index - 1]}__${part}`] ?? words[part] ?? titled(part),
    )
    .filter((word) => word !== '')
    .join(between);
}

function titled(part: string): string {
  return part
    .split('_')
    .flatMap((word) => word.split(/(?<=[a-z\d])(?=[A-Z])/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .map((word) => acronyms[word] ?? word)
    .join(' ');
}
