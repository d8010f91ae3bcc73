import { checkRelay, relayFields } from '@invoice-relay/zapier-kit';
import type { Authentication } from 'zapier-platform-core';

import { performing } from '../performing.ts';
import { openSite } from './site.ts';
import { credentialLabels } from './credential-labels.ts';

const { baseUrl, username, password, headerName, headerValue } = credentialLabels;

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
      helpText: `The address of your Drupal site with the [Invoice module](https://www.drupal.org/project/invoice). If Drupal is in a folder, include it: \`https://www.example.com/shop\`. If its URLs begin with \`?q=\`: \`https://www.example.com/?q=\`. [Learn more](${guideUrl}).`,
    },
    {
      key: 'username',
      label: username,
      type: 'string',
      required: true,
      isNoSecret: true,
      helpText: `The name of a Drupal user who is set in the Invoice module as its API root user or as the API user of a template; Drupal's roles and permissions do not matter. [Step by step](${guideUrl}).`,
    },
    {
      key: 'password',
      label: password,
      type: 'password',
      required: true,
      helpText: `The password of this user. [How to set one](${guideUrl}).`,
    },
    {
      key: 'headerName',
      label: headerName,
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'X-Api-Key',
      helpText:
        'Only if a proxy in front of the site requires its own header: the name of that header. Otherwise, leave empty.',
    },
    {
      key: 'headerValue',
      label: headerValue,
      type: 'password',
      required: false,
      helpText: `The secret value of this header. [Whom to ask](${guideUrl}).`,
    },
    {
      key: 'currency',
      label: 'Currency',
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'EUR',
      helpText:
        'The currency of your invoices, which the site does not report: three letters, such as EUR ([ISO 4217](https://en.wikipedia.org/wiki/ISO_4217)). Without it, invoices have no currency.',
    },
    {
      key: 'timeZone',
      label: 'Time Zone',
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'Europe/Amsterdam',
      helpText:
        'The time zone of the site, which its API does not report, by its name in the [list of time zones](https://en.wikipedia.org/wiki/List_of_tz_database_time_zones). Defaults to the time zone of your Zap. Only needed if the prefix of your invoice numbers contains the time zone.',
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
