import type { EnvoiceClient } from '@invoice-relay/envoice';
import { joined, searchList } from '@invoice-relay/envoice/forms';
import type { ListItem } from '@invoice-relay/envoice/forms';

import { idIn } from './hidden-list.ts';
import type { Listing } from './hidden-list.ts';

/** The currencies, starting with that of the client picked in the form. */
export async function currencies({ client, page, input }: Listing): Promise<readonly ListItem[]> {
  const [{ items }, ofClient] = await Promise.all([
    searchList({ client, list: 'currency', page: page + 1 }),
    currencyOf(client, idIn(input, 'client_id')),
  ]);
  const first = items.find(({ id }) => id === ofClient?.id);
  if (first === undefined) return items;
  const name = joined(first.name, `currency of ${ofClient!.client}`);
  return [{ ...first, name }, ...items.filter((item) => item !== first)];
}

async function currencyOf(
  client: EnvoiceClient,
  id: number | undefined,
): Promise<{ readonly id: string; readonly client: string } | undefined> {
  if (id === undefined) return undefined;
  try {
    const { ClientCurrencyId, Name } = await client.clients.get({ id });
    return { id: String(ClientCurrencyId), client: Name ?? 'the client' };
  } catch {
    // Only a hint: a failing client request must not fail this list.
    return undefined;
  }
}
