import type { RelayEvent } from '@invoice-relay/relay-client';

const reasons: Readonly<Record<string, string>> = {
  no_document: 'The vendor has no such document, such as after it was deleted.',
  timeout: 'The vendor did not answer within a minute, so the event went out without its document.',
  refused:
    'The vendor does not accept the credentials of the connection, so the event went out without its document. Edit the connection.',
  failed: 'The vendor answered with an error, so the event went out without its document.',
  too_large: 'With its document, the event would be larger than a subscription takes.',
};

/** Explains why an event has no document; undefined if no explanation is needed. */
export function enrichmentNotice(data: RelayEvent['data']): string | undefined {
  const { enrichment, subject, source } = data;
  // Events about the relay itself never have one.
  if (source === 'relay') return undefined;
  if (enrichment === undefined) {
    return subject === null || data.invoice || data.order || data.estimate
      ? undefined
      : 'The event has no document, as its connection does not fetch documents. Edit the connection to change that.';
  }
  if (enrichment.state === 'pending') return 'The vendor is being asked for the document.';
  if (enrichment.state !== 'unavailable') return undefined;
  return reasons[enrichment.reason ?? ''] ?? 'The document could not be had.';
}
