import { createRelayClient, fetchTransport } from '@invoice-relay/relay-client';

import { serverClock } from './server-clock.ts';
import { noticeSessionEnded, sessionState } from './session-state.ts';

/**
 * Client of the relay that serves this page. It needs no API key: the browser sends the session
 * cookie, which scripts cannot read.
 */
export const relay = createRelayClient({
  baseUrl: location.origin,
  transport: fetchTransport({
    async fetch(url, init) {
      const askedAt = Date.now();
      const session = sessionState();
      const response = await fetch(url, init);
      serverClock.learn({ askedAt, headers: response.headers });
      // For any request, unless the user has signed in again in the meantime.
      if (response.status === 401 && session === sessionState()) noticeSessionEnded();
      return response;
    },
  }),
});
