import { expireOn401 } from '@invoice-relay/zapier-kit';
import zapier, { defineApp } from 'zapier-platform-core';

import packageJson from '../package.json' with { type: 'json' };
import { authentication } from './account/authentication.ts';
import { authKindOf, baseUrlOf } from './account/site.ts';
import { creates } from './creates/index.ts';
import { hydrators } from './hydrators.ts';
import { searches } from './searches/index.ts';
import { triggers } from './triggers/index.ts';

/** The Zapier app for the Invoice 7 module of a Drupal site. */
export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  authentication,
  afterResponse: [
    expireOn401({
      service: 'The Drupal site',
      // Where nothing is sent, there is nothing to copy again: the client says what to choose.
      baseUrl: (authData) => (authKindOf(authData) === 'none' ? '' : baseUrlOf(authData)),
      credentials: 'the user name and password, or the header, of this account',
    }),
  ],
  triggers,
  creates,
  searches,
  hydrators,
});
