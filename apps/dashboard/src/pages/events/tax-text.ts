import type { TaxCategory } from '@invoice-relay/core/models';

import { formatDecimal } from '../../text/money.ts';

const categories: Readonly<Record<string, string>> = {
  Z: 'zero rated',
  E: 'exempt',
  AE: 'reverse charge',
  K: 'intra-community',
  G: 'export',
  O: 'not taxed',
};

/** Returns `21%`, `reverse charge`, or `–` if unspecified. */
export function taxText({ id, percent }: TaxCategory): string {
  const category = id === null ? undefined : categories[id];
  if (category !== undefined) return category;
  return percent === null ? '–' : `${formatDecimal(percent)}%`;
}
