import type { EnvoiceResponse } from '@invoice-relay/envoice';
import { joined } from '@invoice-relay/envoice/forms';
import type { ListItem } from '@invoice-relay/envoice/forms';

import { hiddenList, idIn } from './hidden-list.ts';
import type { Listing } from './hidden-list.ts';

/** Lists that depend on another field of the same form. They are returned whole. */
export const dependentLists = [
  hiddenList({
    key: 'invoice_line_list',
    noun: 'Line Item',
    example: { id: '8801', name: 'Brand design · 12 × 85' },
    load: invoiceLines,
  }),
  hiddenList({
    key: 'product_item_list',
    noun: 'Product Item',
    example: { id: '5501', name: 'Menu cards A5 · 0.345 · MENU-A5' },
    load: productItems,
  }),
  hiddenList({
    key: 'payment_gateway_list',
    noun: 'Payment Gateway',
    example: { id: 'stripe', name: 'Stripe' },
    load: paymentGateways,
  }),
];

/** The lines of the picked invoice. */
async function invoiceLines({ client, page, input }: Listing): Promise<readonly ListItem[]> {
  const id = idIn(input, 'invoice_id');
  if (id === undefined || page > 0) return [];
  const { Items } = await client.invoices.get({ id });
  return (Items ?? []).map(({ Id, Description, Quantity, Cost }, index) => ({
    id: String(Id),
    name: joined(firstLine(Description) ?? `Line ${index + 1}`, `${Quantity ?? 1} × ${Cost ?? 0}`),
  }));
}

/** The items of the picked product. */
async function productItems({ client, page, input }: Listing): Promise<readonly ListItem[]> {
  const id = idIn(input, 'product_id');
  if (id === undefined || page > 0) return [];
  const { Items } = await client.products.get({ id });
  return (Items ?? []).map(({ Id, Description, Cost, ReferenceId }, index) => ({
    id: String(Id),
    name: joined(firstLine(Description) ?? `Item ${index + 1}`, String(Cost ?? 0), ReferenceId),
  }));
}

/** The payment gateways, without those that do not accept the picked currency. */
async function paymentGateways({ client, page, input }: Listing): Promise<readonly ListItem[]> {
  if (page > 0) return [];
  const [gateways, code] = await Promise.all([
    client.payments.supported(),
    currencyCodeOf({ client, input }),
  ]);
  return gateways
    .filter((gateway) => code === undefined || takes(gateway, code))
    .flatMap(({ Name }) => (Name ? [{ id: Name, name: titled(Name) }] : []))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** A gateway that names no currencies accepts all. */
function takes(gateway: EnvoiceResponse<'PaymentGatewayDetailsApiModel'>, code: string): boolean {
  const taken = gateway.SupportedCurrencies ?? [];
  return taken.length === 0 || taken.some(({ Value }) => Value?.toUpperCase() === code);
}

/** The code of the currency that is picked, or entered by its code; undefined if none. */
async function currencyCodeOf({
  client,
  input,
}: Pick<Listing, 'client' | 'input'>): Promise<string | undefined> {
  const text = String(input['currency_id'] ?? '').trim();
  const id = idIn(input, 'currency_id');
  if (id === undefined) return /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : undefined;
  const all = await client.general.currencies();
  return all.find(({ Id }) => Id === id)?.Value?.toUpperCase();
}

function firstLine(text: string | null | undefined): string | undefined {
  return text?.trim().split('\n')[0] || undefined;
}

function titled(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
