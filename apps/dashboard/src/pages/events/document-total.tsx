import type { RelayEvent } from '@invoice-relay/relay-client';

import { formatMoney } from '../../text/money.ts';
import { documentOf } from './document.ts';

/** What the document of an event comes to; nothing where it carries none. */
export function DocumentTotal({ event }: { readonly event: RelayEvent['data'] }) {
  const document = documentOf(event);
  if (document === undefined) return null;
  const { totals, currency } = document.content;
  return <span class="number">{formatMoney({ amount: totals.taxInclusiveAmount, currency })}</span>;
}
