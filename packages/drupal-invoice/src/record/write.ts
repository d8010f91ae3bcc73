import { readRawMembers } from '@invoice-relay/core/json';

import type { InvoiceRecord } from './record.ts';

const encoder = new TextEncoder();

/** The id of a record as an activity. The same step made again gives it again. */
export function activityId(record: Pick<InvoiceRecord, 'id' | 'revision'>): string {
  return `${record.id}-${record.revision}`;
}

/**
 * A record as JSON in UTF-8: an object with the invoice, where there is one, under `invoice`, to the
 * character as the site wrote it. What cannot stand there (a name that comes twice, white space around, too deep
 * a nesting) is under `invoiceText`, as the text that it is: so nothing that a site answers makes
 * a record that cannot be read.
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
