import type { RelayEvent } from '@invoice-relay/relay-client';

import { formatMoney } from '../../text/money.ts';
import { documentOf } from './document.ts';

/** The total of an event's document; renders nothing if it has none. */
export function DocumentTotal({ event }: { readonly event: RelayEvent['data'] }) {
  const document = documentOf(event);
  if (document === undefined) return null;
  const { totals, currency } = document.content;
  return <span class="number">{formatMoney({ amount: totals.taxInclusiveAmount, currency })}</span>;
}
