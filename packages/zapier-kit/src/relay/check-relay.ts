import { releaseSubscription } from '@invoice-relay/relay-client';

import type { Run } from '../perform.ts';
import { openRelay } from './open-relay.ts';

/** No subscription of a relay has such an id. */
const nobody = 'sub_none';

/**
 * Whether the relay of the connection lets its key do what triggers need: read, and subscribe. A
 * key that may only read would fail when a Zap is turned on, which is late to find out. There is no
 * call that asks for it, so a subscription is deleted that nobody has.
 *
 * @throws what the relay has against it
 */
export async function checkRelay(run: Pick<Run, 'z' | 'authData' | 'reach'>): Promise<void> {
  const relay = openRelay(run);
  await relay.connections.list({ limit: 1 });
  await releaseSubscription({ relay, id: nobody });
}
