import { RelayConnectionError } from '@invoice-relay/relay-client';
import type { ComponentType } from 'preact';

import { isThere } from '../api/live.ts';

const reloadedKey = 'invoice-relay-reloaded';

/**
 * A page, or one that fails with what kept it from being loaded. After an upgrade of the relay, an
 * open page asks for files that are gone: then all of it is loaded anew, once.
 */
export async function orTell(load: () => Promise<ComponentType>): Promise<ComponentType> {
  try {
    return await load();
  } catch (error) {
    const answers = await isThere();
    if (answers && sessionStorage.getItem(reloadedKey) !== location.href) {
      sessionStorage.setItem(reloadedKey, location.href);
      location.reload();
    }
    return () => {
      throw answers ? error : new RelayConnectionError('network_failed', String(error));
    };
  }
}
