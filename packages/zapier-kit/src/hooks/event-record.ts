import type { EventType } from '@invoice-relay/core/events';
import { findEventType } from '@invoice-relay/core/events';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';

/** An event as a Zap sees it: with an `id` in front, and one level flatter than the relay sends it. */
export type EventRecord = Readonly<Record<string, unknown>> & { readonly id: string };

/** From a delivery and from the list alike, so that both have the same shape, whatever happened. */
export function toRecord(event: EventBody): EventRecord {
  const record = flattenEvent(event);
  // Absent where the connection does not enrich.
  return { ...record, enrichment: record['enrichment'] ?? null };
}

/**
 * What Zapier shows before there is an event: the sample of the event catalog.
 *
 * @param options.source whose event it is to be: `drupal-invoice`
 */
export function sampleRecord(options: {
  readonly type: EventType;
  readonly source: string;
}): EventRecord {
  const { type, source } = options;
  return { ...toRecord(findEventType(type)!.sample as EventBody), source };
}
