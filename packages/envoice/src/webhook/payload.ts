import { PayloadError } from '@invoice-relay/core/errors';

import { decodeUtf8, jsonValue, readRawMembers } from '@invoice-relay/core/json';
import type { RawMember, RawMembers } from '@invoice-relay/core/json';

/** A webhook of Envoice, `{Signature, Timestamp, Activity}`, read but not yet trusted. */
export interface EnvoicePayload {
  /** `undefined` when there is none, or when it is no text. */
  readonly signature: string | undefined;
  /** As received, to the character; `undefined` when there is none. */
  readonly timestamp: string | undefined;
  readonly activity: {
    /** The bytes of the `Activity` member exactly as received: what a vendor would have signed. */
    readonly raw: Uint8Array;
    readonly members: RawMembers;
  };
}

const encoder = new TextEncoder();

/**
 * Reads a webhook. Member names count as the vendor documents them, in this case only: were
 * `activity` taken for `Activity`, a body with both would mean one thing to us and another to the
 * next reader.
 *
 * @throws {PayloadError} when the body is not JSON in UTF-8, is nested too deeply, names a member
 *   twice, or has no `Activity` object
 */
export function readPayload(body: Uint8Array): EnvoicePayload {
  const members = readRawMembers(decodeUtf8(body));
  const activity = members.get('Activity');
  if (activity?.kind !== 'object') throw noActivity(activity);
  return {
    signature: text(members.get('Signature')),
    timestamp: text(members.get('Timestamp')),
    activity: {
      raw: encoder.encode(activity.source),
      members: readRawMembers(activity.source),
    },
  };
}

function text(member: RawMember | undefined): string | undefined {
  return member?.kind === 'string' ? String(jsonValue(member.source)) : undefined;
}

function noActivity(found: RawMember | undefined): PayloadError {
  return new PayloadError(
    'payload_invalid',
    `A webhook of Envoice is {"Signature", "Timestamp", "Activity"}, in this spelling, and its ` +
      `"Activity" is an object; here it is ${found === undefined ? 'missing' : 'something else'}.`,
  );
}
