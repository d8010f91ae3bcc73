import { checkRelay, relayFields } from '@invoice-relay/zapier-kit';
import type { Authentication } from 'zapier-platform-core';

import { performing } from '../performing.ts';
import { openSite } from './site.ts';
import { credentialWords } from './words.ts';

const { baseUrl, username, password, headerName, headerValue } = credentialWords;

const guideUrl =
  'https://github.com/invoice-relay/invoice-relay/blob/main/packages/zapier-drupal-invoice/README.md#connect-your-site';

export const authentication = {
  type: 'custom',
  fields: [
    {
      key: 'baseUrl',
      label: baseUrl,
      type: 'string',
      required: true,
      isNoSecret: true,
      placeholder: 'https://www.example.com',
      helpText: `The address of your Drupal site with the [Invoice module](https://www.drupal.org/project/invoice). If Drupal lives in a folder, write that too: \`https://www.example.com/shop\`. If its addresses begin with \`?q=\`: \`https://www.example.com/?q=\`. [More about it](${guideUrl}).`,
    },
    {
      key: 'username',
      label: username,
      type: 'string',
      required: true,
      isNoSecret: true,
      helpText: `Of a Drupal user that the settings page of the Invoice module names as its API root user, or as the API user of a template; Drupal's roles and permissions play no part. [Step by step](${guideUrl}).`,
    },
    {
      key: 'password',
      label: password,
      type: 'password',
      required: true,
      helpText: `The password of this user. [How to make one](${guideUrl}).`,
    },
    {
      key: 'headerName',
      label: headerName,
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'X-Api-Key',
      helpText:
        'Only where a proxy in front of the site asks for a header of its own: its name. Otherwise leave it empty.',
    },
    {
      key: 'headerValue',
      label: headerValue,
      type: 'password',
      required: false,
      helpText: `The secret that this header carries. [Whom to ask](${guideUrl}).`,
    },
    {
      key: 'currency',
      label: 'Currency',
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'EUR',
      helpText:
        'The currency of your invoices, which the site does not tell: three letters, such as EUR ([ISO 4217](https://en.wikipedia.org/wiki/ISO_4217)). Without it, invoices come without a currency.',
    },
    {
      key: 'timeZone',
      label: 'Time Zone',
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'Europe/Amsterdam',
      helpText:
        'The time zone of the site, which its API does not tell, as the [list of time zones](https://en.wikipedia.org/wiki/List_of_tz_database_time_zones) names it. The one of your Zap unless you fill it in. Only numbers whose prefix names the time zone need it.',
    },
    ...relayFields,
  ],
  test: performing(async (run) => {
    const site = openSite(run);
    await site.client.test();
    return {
      site: new URL(site.baseUrl).host,
      relay: await checkRelay(run),
    };
  }),
  connectionLabel: '{{site}} ({{relay}})',
} satisfies Authentication;
