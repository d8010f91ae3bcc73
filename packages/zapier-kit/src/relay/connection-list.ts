import type { Trigger } from 'zapier-platform-core';

import { performing } from '../perform.ts';
import { openRelay } from './open-relay.ts';

/**
 * The hidden trigger behind the field "Relay Connection": the relay's connections of one source.
 *
 * @param options.source the relay's name of it: `envoice`
 */
export function connectionList(options: { readonly source: string }): Trigger {
  return {
    key: 'relay_connection_list',
    noun: 'Relay Connection',
    display: {
      label: 'Relay Connection Dropdown',
      description: 'Triggers when a list of every relay connection is needed for a dropdown.',
      hidden: true,
    },
    operation: {
      perform: performing(async (run) => {
        const found: { readonly id: string; readonly name: string }[] = [];
        for await (const { id, name, source } of openRelay(run).connections.iterate()) {
          if (source === options.source) found.push({ id, name });
        }
        return found;
      }),
      sample: { id: 'con_5d3c7a90b1e84f62', name: 'My account' },
    },
  };
}
