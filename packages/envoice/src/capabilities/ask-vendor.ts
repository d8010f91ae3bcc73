import { VendorError } from '@invoice-relay/core/errors';
import type { ConnectionContext, SourceOptions } from '@invoice-relay/core/source';

import { createEnvoiceClient } from '../client/index.ts';
import type { EnvoiceClient } from '../client/index.ts';
import type { EnvoiceCredentials, EnvoiceSettings } from '../credentials.ts';

export type EnvoiceContext = ConnectionContext<EnvoiceCredentials, EnvoiceSettings>;

/** A client for a connection, by the connection's own transport. */
export function clientOf(options: {
  readonly runtime: SourceOptions;
  readonly context: EnvoiceContext;
}): EnvoiceClient {
  const { credentials, transport } = options.context;
  return createEnvoiceClient({ ...options.runtime, transport, credentials });
}

/**
 * Envoice's ids are integers of 32 bits: it has no document by any other, and would call a request
 * for one faulty. `null` for such an id.
 */
export function documentId(text: string): number | null {
  const id = Number(text);
  return /^\d{1,10}$/.test(text) && id > 0 && id <= 0x7f_ff_ff_ff ? id : null;
}

/** The answer, or `null` where the vendor has no such document. */
export async function orNotFound<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof VendorError && error.code === 'vendor_not_found') return null;
    throw error;
  }
}
