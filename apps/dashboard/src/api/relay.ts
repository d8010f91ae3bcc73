import { createRelayClient, fetchTransport } from '@invoice-relay/relay-client';

/**
 * The relay that serves this page. There is no API key here: the browser sends the cookie of the
 * session, which no script can read.
 */
export const relay = createRelayClient({
  baseUrl: location.origin,
  transport: fetchTransport({ fetch: (url, init) => fetch(url, init) }),
});
