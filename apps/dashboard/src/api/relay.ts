import { createRelayClient, fetchTransport } from '@invoice-relay/relay-client';

import { noticeSignedOut } from './query-client.ts';
import { serverClock } from './server-clock.ts';

/**
 * The relay that serves this page. There is no API key here: the browser sends the cookie of the
 * session, which no script can read.
 */
export const relay = createRelayClient({
  baseUrl: location.origin,
  transport: fetchTransport({
    async fetch(url, init) {
      const askedAt = Date.now();
      const response = await fetch(url, init);
      serverClock.learn({ askedAt, headers: response.headers });
      // Whatever it was that was asked for.
      if (response.status === 401) noticeSignedOut();
      return response;
    },
  }),
});
