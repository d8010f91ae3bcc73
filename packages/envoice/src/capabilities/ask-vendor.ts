import { VendorError } from '@invoice-relay/core/errors';
import type { ConnectionContext, SourceOptions } from '@invoice-relay/core/source';

import { createEnvoiceClient } from '../client/index.ts';
import type { EnvoiceClient } from '../client/index.ts';
import type { EnvoiceCredentials, EnvoiceSettings } from '../credentials.ts';

export type EnvoiceContext = ConnectionContext<EnvoiceCredentials, EnvoiceSettings>;

/** Creates a client for a connection, with the connection's own transport. */
export function clientOf(options: {
  readonly runtime: SourceOptions;
  readonly context: EnvoiceContext;
}): EnvoiceClient {
  const { credentials, transport } = options.context;
  return createEnvoiceClient({ ...options.runtime, transport, credentials });
}

/**
 * Envoice's ids are 32-bit integers: no document has any other id, and Envoice would reject a
 * request for one as invalid. `null` for such an id.
 */
export function documentId(text: string): number | null {
  const id = Number(text);
  return /^\d{1,10}$/.test(text) && id > 0 && id <= 0x7f_ff_ff_ff ? id : null;
}

/** The response, or `null` if the vendor has no such document. */
export async function orNotFound<Response>(response: Promise<Response>): Promise<Response | null> {
  try {
    return await response;
  } catch (error) {
    if (error instanceof VendorError && error.code === 'vendor_not_found') return null;
    throw error;
  }
}
