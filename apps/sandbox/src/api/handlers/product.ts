import { addAmounts, lineAmounts, sumAmounts } from '../../shop/amounts.ts';
import type { Attachment, Gateway } from '../../shop/content.ts';
import { euro, findCurrency, fractionDigitsOf } from '../../shop/currencies.ts';
import type { Entry } from '../../store/entries.ts';
import { accessToken } from '../access-token.ts';
import { type LineGiven, lineTerms, withIds } from '../documents/lines.ts';
import type { ApiContext, Call, Handlers } from '../handler.ts';
import { Checks, findEntry, idOf } from '../lookup.ts';
import { listResult, pageOf } from '../paging.ts';
import { omit } from '../../shop/omit.ts';

const kind = 'product';

interface ItemGiven extends LineGiven {
  readonly MinimumQuantity?: number;
  readonly ReferenceId?: string;
}

interface ProductItem {
  readonly Id: number;
  readonly Cost: number;
  readonly Description?: string | undefined;
  readonly MinimumQuantity: number;
  readonly ReferenceId?: string | undefined;
  readonly SubTotalAmount: number;
  readonly TaxAmount: number;
  readonly TaxId?: number | undefined;
  readonly TaxPercentage: number;
  readonly TotalAmount: number;
  readonly WorkTypeId?: number | undefined;
}

interface Reduction {
  readonly Id?: number;
  readonly DiscountAmount?: number;
  readonly DiscountPercentage?: number;
}

interface ProductGiven {
  readonly AfterPaymentDescription?: string;
  readonly Attachments?: readonly Attachment[];
  readonly ButtonCallToAction?: string;
  readonly Coupons?: readonly (Reduction & { readonly Code?: string })[];
  readonly CurrencyId?: number;
  readonly Description?: string;
  readonly Discounts?: readonly Reduction[];
  readonly IsFeatured?: boolean;
  readonly Items?: readonly ItemGiven[];
  readonly Name?: string;
  readonly PaymentGateways?: readonly Gateway[];
  readonly ShippingAmount?: number;
  readonly ShippingDescription?: string;
  readonly Status?: string;
  readonly WhatHappensNextDescription?: string;
}

/** The stored content of a product. */
export interface ProductContent extends Omit<ProductGiven, 'Items'> {
  readonly Name: string;
  readonly CurrencyId: number;
  readonly Status: string;
  readonly IsFeatured: boolean;
  readonly ShippingAmount: number;
  readonly Items: readonly ProductItem[];
  readonly Coupons: readonly (Reduction & { readonly Code?: string })[];
  readonly Discounts: readonly Reduction[];
  readonly SubTotalAmount: number;
  readonly TotalAmount: number;
  readonly TotalWithShipping: number;
}

export function productHandlers(api: ApiContext): Handlers {
  const { store, runtime } = api;
  const find = (call: Call, id: number) => findEntry<ProductContent>({ api, call, kind, id });

  return {
    'product/all': (call) =>
      listResult({
        total: store.entries.count(kind),
        rows: store.entries.page<ProductContent>({ kind, ...pageOf(call) }).map(listView),
      }),

    'product/details': (call) => fullView(find(call, call.query['id'] as number)),

    'product/new': (call) => {
      const content = read({ api, call, given: call.body as ProductGiven });
      const id = store.entries.takeId(kind);
      return store.entries.save({ kind, id, createdAt: runtime.now(), content }).id;
    },

    'product/update': (call) => {
      const product = find(call, idOf({ call }));
      const given = omit(call.body as ProductGiven & { readonly Id?: number }, 'Id');
      const content = read({ api, call, given, before: product.content });
      store.entries.save({ ...product, kind, content });
      return undefined;
    },

    'product/delete': (call) => {
      const { id } = find(call, idOf({ call }));
      store.entries.remove({ kind, id });
      return id;
    },
  };
}

/** `ProductFullDetailsApiModel`. */
function fullView(product: Entry<ProductContent>) {
  const { id, content } = product;
  return {
    ...content,
    Id: id,
    AccessToken: accessToken({ kind, id }),
    Currency: findCurrency(content.CurrencyId),
  };
}

/** `ProductDetailsApiModel`. */
function listView(product: Entry<ProductContent>): object {
  const view = fullView(product);
  return omit(view, 'Items', 'Coupons', 'Discounts', 'Attachments', 'PaymentGateways');
}

/** Builds the content of a product, either new or `before` with its changes. */
function read(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly given: ProductGiven;
  readonly before?: ProductContent;
}): ProductContent {
  const { api, given, before } = options;
  const checks = new Checks(options);
  const Name = given.Name ?? before?.Name;
  checks.present('body.Name', Name);
  checks.currency('body.CurrencyId', given.CurrencyId);
  checks.gateways('body.PaymentGateways', given.PaymentGateways);
  checks.notNegative('body.ShippingAmount', given.ShippingAmount);
  const CurrencyId = given.CurrencyId ?? before?.CurrencyId ?? euro;
  const ShippingAmount = given.ShippingAmount ?? before?.ShippingAmount ?? 0;
  const Items =
    given.Items === undefined
      ? (before?.Items ?? [])
      : makeItems({ api, checks, given: given.Items, CurrencyId });
  checks.done();
  const { SubTotalAmount, TotalAmount } = sumAmounts(Items);
  return {
    ...before,
    ...given,
    Name: Name ?? '',
    CurrencyId,
    Status: given.Status ?? before?.Status ?? 'Active',
    IsFeatured: given.IsFeatured ?? before?.IsFeatured ?? false,
    ShippingAmount,
    Items,
    Attachments: withIds({ api, given: given.Attachments ?? before?.Attachments ?? [] }),
    Coupons: withIds({ api, given: given.Coupons ?? before?.Coupons ?? [] }),
    Discounts: withIds({ api, given: given.Discounts ?? before?.Discounts ?? [] }),
    PaymentGateways: given.PaymentGateways ?? before?.PaymentGateways ?? [],
    SubTotalAmount,
    TotalAmount,
    TotalWithShipping: addAmounts(TotalAmount, ShippingAmount),
  };
}

/** Computes what each item costs at its minimum quantity. */
function makeItems(options: {
  readonly api: ApiContext;
  readonly checks: Checks;
  readonly given: readonly ItemGiven[];
  readonly CurrencyId: number;
}): ProductItem[] {
  const { api, checks, given, CurrencyId } = options;
  const fractionDigits = fractionDigitsOf(CurrencyId);
  return given.map((item, index) => {
    const MinimumQuantity = item.MinimumQuantity ?? 1;
    const field = `body.Items.${index}`;
    checks.notNegative(`${field}.MinimumQuantity`, MinimumQuantity);
    const asked = { ...item, Quantity: MinimumQuantity };
    const terms = omit(lineTerms({ checks, given: asked, field }), 'Quantity');
    const line = { ...terms, Quantity: MinimumQuantity };
    const amounts = omit(lineAmounts({ line, fractionDigits }), 'DiscountAmount');
    return {
      Id: item.Id || api.contents.takeItemId(),
      Description: item.Description,
      ReferenceId: item.ReferenceId,
      MinimumQuantity,
      ...terms,
      ...amounts,
    };
  });
}
