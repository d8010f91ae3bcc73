import { checkRelay, relayFields } from '@invoice-relay/zapier-kit';
import type { Authentication } from 'zapier-platform-core';

import { baseUrlOf, defaultBaseUrl, openEnvoice } from './client.ts';
import { performing } from '../performing.ts';

/** The end of a key, by which people recognize accounts. */
const shownDigits = 4;

export const authentication = {
  type: 'custom',
  fields: [
    {
      key: 'authKey',
      label: 'Auth Key',
      type: 'string',
      required: true,
      helpText:
        'The auth key of your account. Sign in to [Envoice](https://www.envoice.in), open Account Settings, and copy it from the API tab.',
    },
    {
      key: 'authSecret',
      label: 'Auth Secret',
      type: 'password',
      required: true,
      helpText:
        'The auth secret, shown below the auth key on the API tab of the Account Settings in [Envoice](https://www.envoice.in).',
    },
    {
      key: 'baseUrl',
      label: 'Envoice URL',
      type: 'string',
      required: false,
      isNoSecret: true,
      default: defaultBaseUrl,
      helpText: `The URL of your Envoice, without "/api". Keep the default unless your account is not at [${defaultBaseUrl}](${defaultBaseUrl}).`,
    },
    ...relayFields,
  ],
  test: performing(async (run) => {
    const { authData } = run;
    await openEnvoice(run).general.currencies();
    return {
      account: `${new URL(baseUrlOf(authData)).host}, key ending in ${authData['authKey']?.trim().slice(-shownDigits)}`,
      relay: await checkRelay(run),
    };
  }),
  connectionLabel: '{{account}} ({{relay}})',
} satisfies Authentication;
