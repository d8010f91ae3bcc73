import { addAmounts, lineAmounts, percentOf, sumAmounts } from '../../shop/amounts.ts';
import type { Attachment, Contact, OrderContent, OrderLine } from '../../shop/content.ts';
import { euro, fractionDigitsOf } from '../../shop/currencies.ts';
import type { Document } from '../../store/documents.ts';
import { statusOf } from '../documents/bill.ts';
import { changeToGivenStatus } from '../documents/change.ts';
import { deleteDocument, listDocuments } from '../documents/common-operations.ts';
import { type LineGiven, lineTerms } from '../documents/lines.ts';
import { fullOrderView, orderView } from '../documents/views.ts';
import type { ApiContext, Call, Handlers } from '../handler.ts';
import { Checks, findDocument, idOf } from '../lookup.ts';
import type { ProductContent } from './product.ts';
import { omit } from '../../shop/omit.ts';

const kind = 'order';

interface OrderLineGiven extends LineGiven {
  readonly ProductItemId?: number;
  readonly ReferenceId?: string;
}

interface OrderGiven {
  readonly AfterPaymentDescription?: string;
  readonly Attachments?: readonly Attachment[];
  readonly CouponCode?: string;
  readonly CurrencyId?: number;
  readonly Description?: string;
  readonly DiscountAmount?: number;
  readonly Items?: readonly OrderLineGiven[];
  readonly Name?: string;
  readonly Note?: string;
  readonly OrderBillingDetails?: Contact;
  readonly OrderShippingDetails?: Contact;
  readonly ProductId?: number;
  readonly Referral?: string;
  readonly ShippingAmount?: number;
  readonly ShippingDescription?: string;
  readonly WhatHappensNextDescription?: string;
}

export function orderHandlers(api: ApiContext): Handlers {
  const { store, recorder, contents } = api;
  const find = (call: Call, id: number) => findDocument({ api, call, kind, id });

  return {
    'order/all': (call) => listDocuments({ api, call, kind, view: orderView }),

    'order/details': (call) =>
      fullOrderView({ api, document: find(call, call.query['id'] as number) }),

    'order/new': (call) => {
      const content = read({ api, call });
      const document = store.documents.create({
        kind,
        client: content.OrderBillingDetails.Name ?? 'somebody',
        clientId: null,
        status: statusOf(call) ?? 'PendingPayment',
        content: JSON.stringify(content),
      });
      recorder.record({ type: 'OrderCreated', document });
      return document.id;
    },

    'order/changestatus': (call) => {
      const document = find(call, idOf({ call }));
      changeToGivenStatus({ api, call, document });
      return undefined;
    },

    'order/changeshippingdetails': (call) => {
      const document = find(call, call.query['orderId'] as number);
      const given = call.body as Contact;
      const checks = new Checks({ api, call });
      checks.country('body.CountryId', given.CountryId);
      checks.done();
      const content = contents.order(document);
      const OrderShippingDetails = { ...content.OrderShippingDetails, ...given };
      const updated: Document = {
        ...document,
        content: JSON.stringify({ ...content, OrderShippingDetails }),
      };
      store.documents.save(updated);
      recorder.record({ type: 'OrderUpdated', document: updated });
      return undefined;
    },

    'order/delete': (call) => deleteDocument({ api, call, kind }),
  };
}

/**
 * Builds a new order. Amounts are computed from its lines, or from the product's lines if it has
 * none; amounts in the request are ignored.
 */
function read(options: { readonly api: ApiContext; readonly call: Call }): OrderContent {
  const given = options.call.body as OrderGiven;
  const checks = new Checks(options);
  const product = checks.entry<ProductContent>({
    kind: 'product',
    id: given.ProductId,
    field: 'body.ProductId',
  })?.content;
  checks.currency('body.CurrencyId', given.CurrencyId);
  checks.country('body.OrderBillingDetails.CountryId', given.OrderBillingDetails?.CountryId);
  checks.country('body.OrderShippingDetails.CountryId', given.OrderShippingDetails?.CountryId);
  checks.notNegative('body.DiscountAmount', given.DiscountAmount);
  checks.notNegative('body.ShippingAmount', given.ShippingAmount);
  const CurrencyId = given.CurrencyId ?? product?.CurrencyId ?? euro;
  const Items = makeLines({ checks, given: given.Items ?? productLines(product), CurrencyId });
  const amounts = sumAmounts(Items);
  const DiscountAmount = discount({
    checks,
    given,
    product,
    total: amounts.TotalAmount,
    CurrencyId,
  });
  const ShippingAmount = given.ShippingAmount ?? product?.ShippingAmount ?? 0;
  const TotalAmount = addAmounts(amounts.TotalAmount, -DiscountAmount);
  if (TotalAmount < 0) checks.wrong('body.DiscountAmount', 'is more than the order costs');
  checks.done();
  return {
    AfterPaymentDescription: given.AfterPaymentDescription ?? product?.AfterPaymentDescription,
    Attachments: given.Attachments ?? [],
    CouponCode: given.CouponCode,
    CurrencyId,
    Description: given.Description ?? product?.Description,
    Items,
    Name: given.Name ?? product?.Name,
    Note: given.Note,
    OrderBillingDetails: given.OrderBillingDetails ?? {},
    OrderShippingDetails: given.OrderShippingDetails ?? given.OrderBillingDetails,
    ProductId: given.ProductId || undefined,
    Referral: given.Referral,
    ShippingAmount,
    ShippingDescription: given.ShippingDescription ?? product?.ShippingDescription,
    WhatHappensNextDescription:
      given.WhatHappensNextDescription ?? product?.WhatHappensNextDescription,
    ...amounts,
    DiscountAmount,
    TotalAmount,
    TotalWithShipping: addAmounts(TotalAmount, ShippingAmount),
  };
}

function makeLines(options: {
  readonly checks: Checks;
  readonly given: readonly OrderLineGiven[];
  readonly CurrencyId: number;
}): OrderLine[] {
  const fractionDigits = fractionDigitsOf(options.CurrencyId);
  return options.given.map((item, index) => {
    const field = `body.Items.${index}`;
    const line = lineTerms({ checks: options.checks, given: item, field });
    const amounts = omit(lineAmounts({ line, fractionDigits }), 'DiscountAmount');
    const { Description, ProductItemId, ReferenceId } = item;
    return { Description, ProductItemId, ReferenceId, ...line, ...amounts };
  });
}

/** The order lines of a product bought without any choices. */
function productLines(product: ProductContent | undefined): OrderLineGiven[] {
  return (product?.Items ?? []).map(({ Id, MinimumQuantity, Cost, ...item }) => ({
    Cost,
    Quantity: MinimumQuantity || 1,
    ProductItemId: Id,
    TaxPercentage: item.TaxPercentage,
    ...(item.Description !== undefined && { Description: item.Description }),
    ...(item.ReferenceId !== undefined && { ReferenceId: item.ReferenceId }),
    ...(item.WorkTypeId !== undefined && { WorkTypeId: item.WorkTypeId }),
  }));
}

/** The discount of the coupon, which must belong to the product, or else the given amount. */
function discount(options: {
  readonly checks: Checks;
  readonly given: OrderGiven;
  readonly product: ProductContent | undefined;
  readonly total: number;
  readonly CurrencyId: number;
}): number {
  const { checks, given, product, total, CurrencyId } = options;
  if (given.CouponCode === undefined || given.CouponCode === '') return given.DiscountAmount ?? 0;
  const coupon = product?.Coupons.find(({ Code }) => Code === given.CouponCode);
  if (coupon === undefined) {
    checks.wrong('body.CouponCode', `is ${given.CouponCode}, which is no coupon of the product`);
    return 0;
  }
  if (coupon.DiscountAmount !== undefined && coupon.DiscountAmount > 0)
    return coupon.DiscountAmount;
  return percentOf({
    amount: total,
    percentage: coupon.DiscountPercentage ?? 0,
    fractionDigits: fractionDigitsOf(CurrencyId),
  });
}
