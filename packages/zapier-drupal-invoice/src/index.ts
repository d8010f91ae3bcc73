import { expireOn401 } from '@invoice-relay/zapier-kit';
import zapier, { defineApp } from 'zapier-platform-core';

import packageJson from '../package.json' with { type: 'json' };
import { authentication } from './account/authentication.ts';
import { baseUrlOf } from './account/site.ts';
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
      baseUrl: baseUrlOf,
      credentials: 'the user name and password of this account',
    }),
  ],
  triggers,
  creates,
  searches,
  hydrators,
});
