import { isObject } from '@invoice-relay/core/json';
import type { Invoice, JsonValue } from '@invoice-relay/core/models';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';

import { flatDocument } from '../output/flat-document.ts';
import type { DocumentKind, LineFields } from '../output/flat-document.ts';

/** An event as a Zap sees it: with an `id` in front, and one level flatter than the relay sends it. */
export type EventRecord = Readonly<Record<string, unknown>> & { readonly id: string };

/** How a trigger returns its events. */
export interface EventShape {
  /**
   * Which documents its events may contain: each is present, or null. The first is flattened if
   * none is.
   */
  readonly carries: readonly DocumentKind[];
  readonly lineFields: LineFields;
}

/**
 * From a delivery and from the list alike, so that both have the same shape, whatever happened: the
 * most frequently mapped fields of the document first, then what the relay sent.
 */
export function toRecord(event: EventBody, { carries, lineFields }: EventShape): EventRecord {
  const { id, type, timestamp, ...record } = flattenEvent(event);
  const carried = Object.fromEntries(carries.map((kind) => [kind, record[kind] ?? null]));
  const [main = 'invoice'] = carries;
  const document = Object.values(carried).find((one) => one !== null) ?? null;
  // As the relay creates them from its sources' documents.
  const flat = flatDocument({ kind: main, document: document as Invoice | null, lineFields });
  return {
    id,
    type,
    timestamp,
    ...flat,
    // Known without the document as well.
    number: flat['number'] ?? numberOf(record['subject']),
    ...record,
    ...carried,
    // Absent if the connection does not enrich.
    enrichment: record['enrichment'] ?? null,
    // Present if it replaces an event that was misread, or if a newer event of its subject arrived
    // first. Always with their members: Zapier maps and filters by what the sample shows.
    corrects: record['corrects'] ?? { eventId: null, type: null },
    late: record['late'] ?? { newerEventId: null, newerTimestamp: null },
  };
}

function numberOf(subject: JsonValue | undefined): string | null {
  const number = isObject(subject) ? subject['number'] : null;
  return typeof number === 'string' ? number : null;
}

/** Which documents an event contains. */
export function carriedBy(event: EventBody): readonly DocumentKind[] {
  return kinds.filter((kind) => kind in event.data);
}

const kinds: readonly DocumentKind[] = ['invoice', 'order', 'estimate'];
