import type { QuarantineRetry } from '@invoice-relay/relay-client';

import { counted } from '../../text/number.ts';

const titles: Readonly<Record<string, string>> = {
  source_not_loaded: 'Its source was not loaded',
  payload_unreadable: 'It could not be read',
  source_failed: 'The source plugin failed',
  signature_unknown: 'Its signature is not known',
  connection_unknown: 'Its connection is not known',
};

export function reasonTitle(reason: string): string {
  return titles[reason] ?? reason;
}

/** Describes the result of retrying an item. */
export function retryWords({ status, events, detail }: QuarantineRetry): string {
  switch (status) {
    case 'accepted':
      return `It was read, and became ${counted(events.length, 'event')}.`;
    case 'duplicate':
      return 'It was read: what it tells was known already.';
    case 'unconfirmed':
      return 'It was read, and waits for the vendor’s API to confirm it.';
    default:
      return `It stays. ${detail ?? ''}`.trim();
  }
}
