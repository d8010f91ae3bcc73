import { Big } from 'big.js';

import type { SiteContent, SiteItem } from './content.ts';

/** What an invoice of the site comes to, as decimal text with two digits. */
export interface SiteAmounts {
  readonly net: string;
  /** By percentage, in the order of the items. */
  readonly vat: readonly { readonly percentage: string; readonly amount: string }[];
  readonly total: string;
}

/** Quantity × cost, rounded half away from zero to two digits. */
export function itemNet(item: SiteItem): string {
  return rounded(new Big(item.quantity).times(item.unitcost)).toFixed(2);
}

/** VAT is a percentage of what the items of one percentage come to. */
export function siteAmounts({ items }: Pick<SiteContent, 'items'>): SiteAmounts {
  const nets = new Map<string, Big>();
  for (const item of items) {
    const percentage = new Big(item.vat || 0).toString();
    nets.set(percentage, (nets.get(percentage) ?? new Big(0)).plus(itemNet(item)));
  }
  const vat = [...nets].map(([percentage, net]) => ({
    percentage,
    amount: rounded(net.times(percentage).div(100)),
  }));
  const net = sum([...nets.values()]);
  return {
    net: net.toFixed(2),
    vat: vat.map(({ percentage, amount }) => ({ percentage, amount: amount.toFixed(2) })),
    total: sum([net, ...vat.map(({ amount }) => amount)]).toFixed(2),
  };
}

function rounded(value: Big): Big {
  return value.round(2, Big.roundHalfUp);
}

function sum(values: readonly Big[]): Big {
  return values.reduce((total, value) => total.plus(value), new Big(0));
}
