import type { EnvoiceResponse } from '../client/index.ts';

/** An item to choose from a list. */
export interface ListItem {
  readonly id: string;
  readonly name: string;
}

/** The text that a list shows for an item: the parts that it has. */
export function joined(...parts: readonly (string | null | undefined)[]): string {
  const there = parts.filter((part) => part !== null && part !== undefined && part !== '');
  return there.length === 0 ? 'Without a name' : there.join(' · ');
}

/** `1210.5 EUR`; null if there is no amount. */
export function amountIn(options: {
  readonly amount: number | null | undefined;
  readonly currency: string | null | undefined;
}): string | null {
  const { amount, currency } = options;
  return amount === null || amount === undefined ? null : `${amount} ${currency ?? ''}`.trim();
}

/**
 * The text that a list shows for an invoice or an estimation: `INV-0001 · Bob · 121 EUR · Paid`.
 */
export function describeDocument(
  document:
    | EnvoiceResponse<'InvoiceDetailsApiModel'>
    | EnvoiceResponse<'EstimationDetailsApiModel'>,
): string {
  const { Number, Client, Status, TotalAmount, Currency } = document;
  const total = amountIn({ amount: TotalAmount, currency: Currency?.Value });
  return joined(Number, Client?.Name, total, Status);
}
