import { isObject } from '@invoice-relay/core/json';
import type { Invoice, JsonValue } from '@invoice-relay/core/models';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';

import { flatDocument } from '../records/flat-document.ts';
import type { DocumentKind, LineWords } from '../records/flat-document.ts';

/** An event as a Zap sees it: with an `id` in front, and one level flatter than the relay sends it. */
export type EventRecord = Readonly<Record<string, unknown>> & { readonly id: string };

/** How a trigger gives its events. */
export interface EventShape {
  /** Which documents its events may carry: each is there, or null. The first is told flat if none is. */
  readonly carries: readonly DocumentKind[];
  readonly words: LineWords;
}

/**
 * From a delivery and from the list alike, so that both have the same shape, whatever happened:
 * what people pick most of the document first, then what the relay sent.
 */
export function toRecord(event: EventBody, { carries, words }: EventShape): EventRecord {
  const { id, type, timestamp, ...record } = flattenEvent(event);
  const carried = Object.fromEntries(carries.map((kind) => [kind, record[kind] ?? null]));
  const [main = 'invoice'] = carries;
  const document = Object.values(carried).find((one) => one !== null) ?? null;
  // As the relay makes them of its sources' documents.
  const flat = flatDocument({ kind: main, document: document as Invoice | null, words });
  return {
    id,
    type,
    timestamp,
    ...flat,
    // Known without the document as well.
    number: flat['number'] ?? numberOf(record['subject']),
    ...record,
    ...carried,
    // Absent where the connection does not enrich.
    enrichment: record['enrichment'] ?? null,
    // There when a newer event of its subject came first.
    late: record['late'] ?? null,
  };
}

function numberOf(subject: JsonValue | undefined): string | null {
  const number = isObject(subject) ? subject['number'] : null;
  return typeof number === 'string' ? number : null;
}

/** Which documents an event holds. */
export function carriedBy(event: EventBody): readonly DocumentKind[] {
  return kinds.filter((kind) => kind in event.data);
}

const kinds: readonly DocumentKind[] = ['invoice', 'order', 'estimate'];
