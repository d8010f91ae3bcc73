import { checkRelay, relayFields } from '@invoice-relay/zapier-kit';
import type { Authentication } from 'zapier-platform-core';

import { performing } from '../performing.ts';
import { openSite } from './site.ts';
import { authChoices, credentialWords } from './words.ts';

const { baseUrl, auth, basic, header, username, password, headerName, headerValue } =
  credentialWords;

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
      helpText: `The address of your Drupal site with the [Invoice module](https://www.drupal.org/project/invoice). If Drupal lives in a folder, write that too: \`https://www.example.com/shop\`. [More about it](${guideUrl}).`,
    },
    {
      key: 'auth',
      label: auth,
      type: 'string',
      required: false,
      default: 'basic',
      choices: authChoices,
      helpText: `How your site lets other programs in. The module does not say, so ask who set up the site. [What the choices mean](${guideUrl}).`,
    },
    {
      key: 'username',
      label: username,
      type: 'string',
      required: false,
      isNoSecret: true,
      helpText: `Only for "${basic}": of a Drupal user who may see and edit invoices. Better one of its own than an administrator.`,
    },
    {
      key: 'password',
      label: password,
      type: 'password',
      required: false,
      helpText: `Only for "${basic}": the password of this user. [How to make one](${guideUrl}).`,
    },
    {
      key: 'headerName',
      label: headerName,
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'X-Api-Key',
      helpText: `Only for "${header}": the name of the header that your site asks for.`,
    },
    {
      key: 'headerValue',
      label: headerValue,
      type: 'password',
      required: false,
      helpText: `Only for "${header}": the secret that the header carries. [Whom to ask](${guideUrl}).`,
    },
    {
      key: 'currency',
      label: 'Currency',
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'EUR',
      helpText:
        'The currency of your invoices, which the site does not tell: three letters, such as EUR ([ISO 4217](https://en.wikipedia.org/wiki/ISO_4217)). Without it, invoices come without a currency, and totals have two decimals.',
    },
    {
      key: 'timeZone',
      label: 'Time Zone',
      type: 'string',
      required: false,
      isNoSecret: true,
      placeholder: 'Europe/Amsterdam',
      helpText:
        'The time zone in which the site counts its days, as the [list of time zones](https://en.wikipedia.org/wiki/List_of_tz_database_time_zones) names it. The one of your Zap unless you fill it in.',
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
