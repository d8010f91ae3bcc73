import type { Transport } from '@invoice-relay/core/source';

import { createEnvoiceClient } from '../../src/index.ts';
import type { EnvoiceClient, EnvoiceClientOptions } from '../../src/index.ts';
import { mockCredentials } from './mock-envoice.ts';

/** A transport based on the global fetch, as a host would provide it. */
export const fetchTransport: Transport = async ({ url, method, headers, body, signal }) => {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    ...(headers ? { headers: { ...headers } } : {}),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : body.slice() }),
    ...(signal ? { signal } : {}),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};

/**
 * Creates a client of a server, which does not really wait: `waits` records for how long it would
 * have.
 */
export function createTestClient(
  options: Partial<EnvoiceClientOptions> & { readonly baseUrl: string },
): EnvoiceClient & { readonly waits: readonly number[] } {
  const { baseUrl, ...others } = options;
  const waits: number[] = [];
  const client = createEnvoiceClient({
    transport: fetchTransport,
    credentials: { ...mockCredentials, baseUrl },
    now: () => Date.parse('2026-11-20T10:00:00Z'),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...others,
  });
  return { ...client, waits };
}
