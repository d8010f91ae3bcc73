import { InputError } from '@invoice-relay/core/errors';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import type { Body } from '@invoice-relay/envoice/forms';

/**
 * A document with the currency of its client, if none is given. A clone takes that of the original
 * document.
 *
 * @throws {InputError} if the client has none either
 * @throws {VendorError} if the client cannot be read
 */
export async function withClientCurrency(options: {
  readonly body: Body;
  readonly client: EnvoiceClient;
}): Promise<Body> {
  const { body, client } = options;
  const { ClientId: id, CurrencyId, ClonedFromId } = body;
  if (CurrencyId !== undefined || ClonedFromId !== undefined) return body;
  const { ClientCurrencyId } =
    typeof id === 'number' ? await client.clients.get({ id }) : { ClientCurrencyId: undefined };
  if (ClientCurrencyId) return { ...body, CurrencyId: ClientCurrencyId };
  throw new InputError({
    field: 'Currency',
    problem:
      typeof id === 'number'
        ? 'this is empty, and the client has no currency'
        : 'this is empty, and no client is picked whose currency could be used',
    fix: 'Pick one, or enter a code such as EUR.',
  });
}
