import { readRawMembers } from '@invoice-relay/core/json';

import type { InvoiceRecord } from './record.ts';

const encoder = new TextEncoder();

/**
 * The activity id of a record. Repeating a step yields the same id. A host whose database was
 * restored from a backup counts revisions from there again, and may find several changes as one: the
 * digest of what a record says tells it apart from an earlier one, which subscribers may know.
 */
export function activityId({
  id,
  revision,
  digest,
}: Pick<InvoiceRecord, 'id' | 'revision'> & { readonly digest: string }): string {
  return `${id}-${revision}-${digest}`;
}

/**
 * Writes a record as JSON in UTF-8: an object with the invoice, if there is one, under `invoice`,
 * character for character as the site wrote it. What cannot be embedded (duplicate names,
 * surrounding white space, too deep nesting) is under `invoiceText`, as a string: so no response of
 * a site can make a record unreadable.
 */
export function writeRecord(record: InvoiceRecord): Uint8Array {
  const { source, ...members } = record;
  if (source === null) return encoder.encode(JSON.stringify(members));
  const start = JSON.stringify(members).slice(0, -1);
  const embedded = `${start},"invoice":${source}}`;
  return encoder.encode(
    comesBack(embedded, source) ? embedded : `${start},"invoiceText":${JSON.stringify(source)}}`,
  );
}

function comesBack(embedded: string, source: string): boolean {
  try {
    return readRawMembers(embedded).get('invoice')?.source === source;
  } catch {
    return false;
  }
}
