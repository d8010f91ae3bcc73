import { PayloadError } from '@invoice-relay/core/errors';
import { decodeUtf8, jsonValue, readRawMembers } from '@invoice-relay/core/json';
import type { RawMembers } from '@invoice-relay/core/json';
import * as v from 'valibot';

import { recordMembersSchema } from './record.ts';
import type { InvoiceRecord } from './record.ts';

/**
 * Reads what `writeRecord` wrote, with the invoice character for character.
 *
 * @throws {PayloadError} if the bytes are not UTF-8, not JSON, or not a record
 */
export function readRecord(raw: Uint8Array): InvoiceRecord {
  const record = recordOf(readRawMembers(decodeUtf8(raw)));
  if (record) return record;
  throw new PayloadError(
    'payload_invalid',
    'The activity is not a record of an invoice: members are missing or invalid. ' +
      'Pass the output of writeRecord.',
  );
}

/** The record that these members form, or `null` if they do not form one. */
export function recordOf(members: RawMembers): InvoiceRecord | null {
  const source = sourceOf(members);
  const own = Object.keys(recordMembersSchema.entries).flatMap((name) => {
    const member = members.get(name);
    return member === undefined ? [] : [[name, jsonValue(member.source)] as const];
  });
  const { success, output } = v.safeParse(recordMembersSchema, Object.fromEntries(own));
  if (!success || (source === null) !== (output.change === 'deleted')) return null;
  return { ...output, source };
}

function sourceOf(members: RawMembers): string | null {
  const text = members.get('invoiceText');
  if (text?.kind === 'string') return String(jsonValue(text.source));
  return members.get('invoice')?.source ?? null;
}
