import type { Document } from '../store/documents.ts';
import { type Amounts, lineAmounts, sumAmounts } from './amounts.ts';
import type { EstimationContent, InvoiceContent, Line, OrderContent } from './content.ts';
import { euro, fractionDigitsOf } from './currencies.ts';
import { countryId } from './places.ts';
import { between, seededRandom } from './random.ts';
import { omit } from './omit.ts';

const day = 86_400_000;

/** The shop's services: work type in the catalogue, price, typical quantity. */
const services = [
  { workType: 2_402, description: 'Logo, three drafts and a final one', cost: 480, most: 2 },
  { workType: 2_403, description: 'Photographs, half a day', cost: 312.5, most: 3 },
  { workType: 2_404, description: 'Consulting, per hour', cost: 95, most: 24 },
  { workType: 2_405, description: 'Cards, printed on both sides', cost: 0.195, most: 900 },
  { workType: 3_764, description: 'Software development, per hour', cost: 88.4, most: 40 },
] as const;
const taxes = [
  { TaxId: 312, TaxPercentage: 20 },
  { TaxId: 313, TaxPercentage: 5 },
  { TaxId: undefined, TaxPercentage: 0 },
] as const;
const discounts = [0, 0, 0, 5, 12.5] as const;

export interface FillOptions {
  readonly document: Pick<Document, 'kind' | 'id' | 'client'>;
  /** Time of its first activity, in milliseconds since the Unix epoch. */
  readonly begunAt: number;
  readonly currencyId?: number | undefined;
  readonly dueInDays?: number | undefined;
  readonly takeItemId: () => number;
}

/**
 * Generates the content of an invoice from its id alone, so that it doesn't depend on when it is
 * first read. Payments come from its activities.
 */
export function fillInvoice(options: FillOptions): InvoiceContent {
  const { amounts, Items } = fillLines(options);
  return {
    ...amounts,
    ...bill(options),
    Duedate: dateText(options.begunAt + (options.dueInDays ?? 14) * day),
    Items,
    Payments: [],
    ShouldSendReminders: true,
  };
}

export function fillEstimation(options: FillOptions): EstimationContent {
  const { amounts, Items } = fillLines(options);
  return {
    ...amounts,
    ...bill(options),
    ExpiresOn: dateText(options.begunAt + 30 * day),
    Items,
  };
}

export function fillOrder(options: FillOptions): OrderContent {
  const { Items } = fillLines(options);
  // Order lines have no id or discount of their own.
  const lines = Items.map((line) => omit(line, 'Id', 'DiscountPercentage', 'DiscountAmount'));
  const amounts = sumAmounts(lines);
  const name = options.document.client;
  const OrderBillingDetails = {
    Name: name,
    Email: `orders@buyer-${options.document.id}.example`,
    Address: 'High Street 1',
    CountryId: countryId('GB'),
  };
  return {
    ...amounts,
    CurrencyId: options.currencyId ?? euro,
    Name: lines[0]?.Description,
    Items: lines,
    Attachments: [],
    OrderBillingDetails,
    OrderShippingDetails: OrderBillingDetails,
    ShippingAmount: 0,
    TotalWithShipping: amounts.TotalAmount,
  };
}

function bill(options: FillOptions) {
  return {
    CurrencyId: options.currencyId ?? euro,
    IssuedOn: dateText(options.begunAt),
    PoNumber: `PO-${options.document.id}`,
    Terms: 'Please pay by bank transfer, and name the number.',
    Attachments: [],
    PaymentGateways: [{ Name: 'paypal' }, { Name: 'stripe' }],
  };
}

function fillLines(options: FillOptions): { readonly amounts: Amounts; readonly Items: Line[] } {
  const { document, takeItemId } = options;
  const discounted = document.kind !== 'order';
  const random = seededRandom({ seed: document.id * 7 + document.kind.length });
  // Neighboring seeds have similar first numbers.
  random();
  const fractionDigits = fractionDigitsOf(options.currencyId ?? euro);
  const count = 1 + Math.floor(between({ random, from: 0, to: 3 }));
  const Items = Array.from({ length: count }, () => {
    const service = pick({ random, from: services });
    const input = {
      Cost: service.cost,
      Quantity: 1 + Math.floor(between({ random, from: 0, to: service.most })),
      DiscountPercentage: discounted ? pick({ random, from: discounts }) : 0,
      ...pick({ random, from: taxes }),
    };
    return {
      Id: takeItemId(),
      WorkTypeId: service.workType,
      Description: service.description,
      ...input,
      ...lineAmounts({ line: input, fractionDigits }),
    };
  });
  return { Items, amounts: sumAmounts(Items) };
}

function pick<T>(options: { readonly random: () => number; readonly from: readonly T[] }): T {
  const found = options.from[Math.floor(options.random() * options.from.length)];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
}

/** Dates of documents have second precision. */
export function dateText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
