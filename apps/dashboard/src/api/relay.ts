import { createRelayClient, fetchTransport } from '@invoice-relay/relay-client';

import { serverClock } from './server-clock.ts';
import { noticeSessionEnded, sessionState } from './session-state.ts';

/**
 * The relay that serves this page. There is no API key here: the browser sends the cookie of the
 * session, which no script can read.
 */
export const relay = createRelayClient({
  baseUrl: location.origin,
  transport: fetchTransport({
    async fetch(url, init) {
      const askedAt = Date.now();
      const session = sessionState();
      const response = await fetch(url, init);
      serverClock.learn({ askedAt, headers: response.headers });
      // Whatever it was that was asked for; but somebody may have signed in again meanwhile.
      if (response.status === 401 && session === sessionState()) noticeSessionEnded();
      return response;
    },
  }),
});
