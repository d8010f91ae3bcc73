import type { AuthField } from 'zapier-platform-core';

export const guideUrl =
  'https://github.com/invoice-relay/invoice-relay/blob/main/docs/guides/use-zapier.md';

/**
 * The fields of a connection that instant triggers need. Both are optional, and belong together.
 */
export const relayFields: AuthField[] = [
  {
    key: 'relayUrl',
    label: 'Relay URL',
    type: 'string',
    required: false,
    isNoSecret: true,
    placeholder: 'https://relay.example.com',
    helpText: `Only for instant triggers: the public address of your Invoice Relay. Leave empty if you have none. [How to get one](${guideUrl}#1-run-a-relay-that-zapier-can-reach).`,
  },
  {
    key: 'relayKey',
    label: 'Relay Key',
    type: 'password',
    required: false,
    helpText: `Only for instant triggers: an API key of the relay with the scope "subscribe". [How to create one](${guideUrl}#2-make-a-key-for-zapier).`,
  },
];
