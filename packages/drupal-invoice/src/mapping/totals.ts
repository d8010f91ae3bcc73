import { MAX_DECIMAL_LENGTH, parseDecimal } from '@invoice-relay/core/models';
import type { Decimal, Invoice, JsonObject, JsonValue, Line } from '@invoice-relay/core/models';

import type { ModuleTotals } from '../amounts/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import { readAmount, readObjects } from '../model/read-value.ts';
import { Exact } from './amounts.ts';
import { notReadable } from './read.ts';

/**
 * The totals of an invoice as its site states them: each is rounded separately, so the
 * tax-exclusive amount and the tax need not add up to the tax-inclusive one. Totals that a site
 * does not state are computed like the module does. The site only knows whether the invoice is paid
 * as a whole: all or nothing.
 *
 * @param options.computed like the module does; null if the amounts are too large
 * @throws {VendorError} `vendor_answer_invalid` if a total is neither stated nor can be computed
 */
export function toTotals(options: {
  readonly invoice: DrupalInvoice;
  readonly invoiceLines: readonly Line[];
  readonly computed: ModuleTotals | null;
  readonly isPaid: boolean;
}): Pick<Invoice, 'taxSubtotals' | 'totals'> {
  const { invoice, computed, isPaid } = options;
  const total = (name: 'extotal' | 'inctotal' | 'vattotal') =>
    known(stated(invoice[name]) ?? computed?.[name], name);
  const taxInclusiveAmount = total('inctotal');
  return {
    taxSubtotals: taxSubtotals(options),
    totals: {
      lineExtensionAmount: total('extotal'),
      allowanceTotalAmount: '0.00',
      chargeTotalAmount: '0.00',
      taxExclusiveAmount: total('extotal'),
      taxAmount: total('vattotal'),
      taxInclusiveAmount,
      prepaidAmount: isPaid ? taxInclusiveAmount : '0.00',
      payableRoundingAmount: '0.00',
      payableAmount: isPaid ? '0.00' : taxInclusiveAmount,
    },
  };
}

/**
 * The totals as we compute them like the module, beside those that the site states; and which of
 * them differ, which means that the site rounds differently or that we misread an item.
 */
export function totalsNotes(options: {
  readonly invoice: DrupalInvoice;
  readonly computed: ModuleTotals | null;
}): JsonObject {
  const { invoice, computed } = options;
  if (computed === null) return {};
  const { extotal, inctotal, vattotal } = computed;
  const differing = Object.entries({ extotal, inctotal, vattotal }).flatMap(([member, amount]) => {
    const site = stated(invoice[member] as Decimal | null);
    const isSame = site === null || Exact(site).eq(amount);
    return isSame ? [] : [{ member, stated: site, computed: amount }];
  });
  return {
    computed_totals: { extotal, inctotal, vattotal },
    ...(differing.length > 0 && { totals_differ: differing }),
  };
}

function taxSubtotals(options: {
  readonly invoice: DrupalInvoice;
  readonly invoiceLines: readonly Line[];
  readonly computed: ModuleTotals | null;
}): Invoice['taxSubtotals'] {
  const { invoice, invoiceLines, computed } = options;
  const rates = statedRates(invoice['vat_totals']) ?? computed?.vat_totals ?? [];
  return rates.map(({ vat, vattotal }) => ({
    taxableAmount: invoiceLines
      .filter(({ taxCategory }) => Exact(taxCategory.percent ?? '0').eq(vat))
      .reduce((sum, { lineExtensionAmount }) => sum.plus(lineExtensionAmount), Exact('0'))
      .toFixed(2),
    taxAmount: stated(vattotal) ?? '0.00',
    taxCategory: { id: null, percent: vat },
  }));
}

function statedRates(value: JsonValue | undefined): ModuleTotals['vat_totals'] | null {
  const rates = readObjects(value).map(({ vat, vattotal }) => ({
    vat: readAmount(vat),
    vattotal: readAmount(vattotal),
  }));
  const areRead = rates.every(
    ({ vat, vattotal }) => stated(vat) !== null && stated(vattotal) !== null,
  );
  return rates.length > 0 && areRead ? rates : null;
}

/** With two decimals, as the site counts cents whatever the currency; with more if it has more. */
function stated(text: string | null): Decimal | null {
  if (text === null) return null;
  try {
    const amount = Exact(parseDecimal(text));
    const digits = amount.toFixed().split('.')[1]?.length ?? 0;
    const written = amount.toFixed(Math.max(2, digits));
    // With its cents, it may exceed the maximum length of decimal text.
    return written.length <= MAX_DECIMAL_LENGTH ? written : null;
  } catch {
    return null;
  }
}

function known(amount: Decimal | null | undefined, member: string): Decimal {
  if (amount !== null && amount !== undefined) return amount;
  throw notReadable({ what: `no ${member} that can be read or computed`, cause: undefined });
}
