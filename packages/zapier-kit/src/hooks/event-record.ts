import type { Event } from '@invoice-relay/core/events';
import { findEventType } from '@invoice-relay/core/events';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';

/** An event as a Zap sees it: with an `id` in front, and one level flatter than the relay sends it. */
export type EventRecord = Readonly<Record<string, unknown>> & { readonly id: string };

/** A document that an event may carry. */
export type Carried = 'invoice' | 'order' | 'estimate';

/**
 * From a delivery and from the list alike, so that both have the same shape, whatever happened.
 *
 * @param carries which documents events of the trigger may carry: they are there, or null
 */
export function toRecord(event: EventBody, carries: readonly Carried[] = []): EventRecord {
  const record = flattenEvent(event);
  return {
    ...record,
    ...Object.fromEntries(carries.map((kind) => [kind, record[kind] ?? null])),
    // Absent where the connection does not enrich.
    enrichment: record['enrichment'] ?? null,
  };
}

/**
 * What Zapier shows before there is an event. Where events may carry one of several documents, it
 * has one of each, so that Zapier knows their members.
 */
export function sampleRecord(sample: Event, carries: readonly Carried[]): EventRecord {
  return {
    ...Object.fromEntries(carries.map((kind) => [kind, sampleDocument(kind)])),
    ...toRecord(sample),
  };
}

function sampleDocument(kind: Carried): unknown {
  return findEventType(`${kind}.created`)!.sample.data[kind];
}
