import { RelayConnectionError } from '@invoice-relay/relay-client';
import type { ComponentType } from 'preact';

import { isThere } from '../api/live.ts';

const reloadedKey = 'invoice-relay-reloaded';

/**
 * Loads a page, or returns one that throws the loading error. After an upgrade of the relay, an
 * open page requests files that no longer exist: the whole page is then reloaded, once.
 */
export async function loadOrExplain(load: () => Promise<ComponentType>): Promise<ComponentType> {
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
