import type { QuarantineRetry } from '@invoice-relay/relay-client';

import { counted } from '../../text/number.ts';

const titles: Readonly<Record<string, string>> = {
  source_not_loaded: 'Source not loaded',
  payload_unreadable: 'Payload not readable',
  source_failed: 'Source plugin failed',
  signature_unknown: 'Signature not recognized',
  connection_unknown: 'Connection unknown',
};

export function reasonTitle(reason: string): string {
  return titles[reason] ?? reason;
}

/** Describes the result of retrying an item. */
export function retryText({ status, events, detail }: QuarantineRetry): string {
  switch (status) {
    case 'accepted':
      return `Processed: it became ${counted(events.length, 'event')}.`;
    case 'duplicate':
      return 'Processed: its activities were already known.';
    case 'unconfirmed':
      return 'Processed: waiting for the vendor’s API to confirm it.';
    default:
      return `It stays in the quarantine. ${detail ?? ''}`.trim();
  }
}
