import { connectionList, expireOn401, relayProblemTrigger } from '@invoice-relay/zapier-kit';
import zapier, { defineApp } from 'zapier-platform-core';

import packageJson from '../package.json' with { type: 'json' };
import { authentication } from './account/authentication.ts';
import { baseUrlOf } from './account/client.ts';
import { creates } from './creates/index.ts';
import { hydrators } from './hydrators.ts';
import { listTriggers } from './lists/index.ts';
import { searches, searchOrCreates } from './searches/index.ts';
import { instantTriggers } from './triggers/instant.ts';
import { pollingTriggers } from './triggers/polling.ts';

/** The Zapier app for Envoice. */
export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  authentication,
  afterResponse: [
    expireOn401({
      service: 'Envoice',
      baseUrl: baseUrlOf,
      credentials: 'the auth key and auth secret',
    }),
  ],
  triggers: {
    ...instantTriggers,
    relay_problem: relayProblemTrigger(),
    ...pollingTriggers,
    ...listTriggers,
    relay_connection_list: connectionList({ source: 'envoice' }),
  },
  creates,
  searches,
  searchOrCreates,
  hydrators,
});
