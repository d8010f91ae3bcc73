import type { RelayEvent } from '@invoice-relay/relay-client';

const reasons: Readonly<Record<string, string>> = {
  no_document: 'The vendor has no such document; it may have been deleted.',
  timeout:
    'The vendor did not respond within a minute, so the event was sent without its document.',
  refused:
    'The vendor does not accept the credentials of the connection, so the event was sent without its document. Edit the connection.',
  failed: 'The vendor responded with an error, so the event was sent without its document.',
  too_large: 'With its document, the event would be larger than a subscription accepts.',
};

/** Explains why an event has no document; undefined if no explanation is needed. */
export function enrichmentNotice(data: RelayEvent['data']): string | undefined {
  const { enrichment, subject, source } = data;
  // Events about the relay itself never have one.
  if (source === 'relay') return undefined;
  if (enrichment === undefined) {
    return subject === null || data.invoice || data.order || data.estimate
      ? undefined
      : 'The event has no document, because its connection does not fetch documents. Edit the connection to change that.';
  }
  if (enrichment.state === 'pending') return 'The document is being fetched from the vendor.';
  if (enrichment.state !== 'unavailable') return undefined;
  return reasons[enrichment.reason ?? ''] ?? 'The document could not be fetched.';
}
