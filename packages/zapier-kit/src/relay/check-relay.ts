import { releaseSubscription } from '@invoice-relay/relay-client';

import type { Run } from '../perform.ts';
import { hasRelay, openRelay } from './open-relay.ts';

/** No subscription of a relay has such an id. */
const nobody = 'sub_none';

/**
 * Tests the relay of the connection, if it names one: whether its key has the permissions that
 * triggers need, to read and to subscribe. A key that may only read would fail when a Zap is turned
 * on, which is late to find out. There is no call for asking, so a nonexistent subscription is
 * deleted.
 *
 * @returns the host of the relay, or `no relay`, for the label of the connection
 * @throws what is wrong according to the relay
 */
export async function checkRelay(run: Pick<Run, 'z' | 'authData' | 'reach'>): Promise<string> {
  if (!hasRelay(run)) return 'no relay';
  const relay = openRelay(run);
  await relay.connections.list({ limit: 1 });
  await releaseSubscription({ relay, id: nobody });
  return new URL(run.authData['relayUrl']!.trim()).host;
}
