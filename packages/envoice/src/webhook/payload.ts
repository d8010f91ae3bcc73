import { PayloadError } from '@invoice-relay/core/errors';

import { decodeUtf8, jsonValue, rawMembersOf, readJsonTree } from '@invoice-relay/core/json';
import type { JsonNode, RawMember, RawMembers } from '@invoice-relay/core/json';
import type { JsonText } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';

/** A webhook of Envoice, `{Signature, Timestamp, Activity}`, read but not yet trusted. */
export interface EnvoicePayload extends JsonText {
  /** `undefined` when there is none, or when it is no text. */
  readonly signature: string | undefined;
  /** As received, to the character; `undefined` when there is none. */
  readonly timestamp: string | undefined;
  readonly activity: JsonText & {
    /** The bytes of the `Activity` member exactly as received: what a vendor would have signed. */
    readonly raw: Uint8Array;
    readonly members: RawMembers;
  };
}

const encoder = new TextEncoder();

/**
 * What was read last, for `verify` and `parse` to share: they follow each other. Of one request
 * only: a `WeakMap` of them all costs the garbage collector more than to read twice.
 */
let lastRead:
  | {
      readonly request: WebhookRequest;
      readonly body: Uint8Array;
      readonly payload: EnvoicePayload;
    }
  | undefined;

/**
 * Reads a webhook, as a rule once for each request. Member names count as the vendor documents them, in this
 * case only: were `activity` taken for `Activity`, a body with both would mean one thing to us and
 * another to the next reader. Control characters that stand raw in strings are let through, as one
 * of the serializers that the vendor may use writes them so.
 *
 * @throws {PayloadError} when the body is not JSON in UTF-8, is nested too deeply, names a member
 *   twice, or has no `Activity` object; `payload_unreadable` where it looks like a webhook of
 *   Envoice all the same
 */
export function readPayload(request: WebhookRequest): EnvoicePayload {
  const { body } = request;
  if (lastRead?.request === request && lastRead.body === body) return lastRead.payload;
  try {
    const payload = readEnvelope(body);
    lastRead = { request, body, payload };
    return payload;
  } catch (error) {
    if (error instanceof PayloadError && looksLikeEnvoice(body)) throw unreadable(error);
    throw error;
  }
}

function readEnvelope(body: Uint8Array): EnvoicePayload {
  const text = decodeUtf8(body);
  const node = readJsonTree(text, { controls: 'allowed' });
  if (node.kind !== 'object') throw notAnObject();
  const members = rawMembersOf(text, node);
  const activity = node.members.find(({ name }) => name === 'Activity')?.value;
  if (activity?.kind !== 'object') throw noActivity(activity);
  return {
    text,
    node,
    signature: textOf(members.get('Signature')),
    timestamp: textOf(members.get('Timestamp')),
    activity: {
      text,
      node: activity,
      raw: bytesOf({ body, text, node: activity }),
      members: rawMembersOf(text, activity),
    },
  };
}

/**
 * The bytes that a part of a text came from. Where each character is one byte (ASCII alone), they
 * stand at the same place.
 */
function bytesOf(options: {
  readonly body: Uint8Array;
  readonly text: string;
  readonly node: JsonNode;
}): Uint8Array {
  const { body, text, node } = options;
  const { start, end } = node;
  return body.length === text.length
    ? body.subarray(start, end)
    : encoder.encode(text.slice(start, end));
}

function textOf(member: RawMember | undefined): string | undefined {
  if (member?.kind !== 'string') return undefined;
  const { source } = member;
  return source.includes('\\') ? String(jsonValue(source)) : source.slice(1, -1);
}

function notAnObject(): PayloadError {
  return new PayloadError('payload_invalid', 'The body is JSON, but no object. Send one object.');
}

function noActivity(found: unknown): PayloadError {
  return new PayloadError(
    'payload_invalid',
    `A webhook of Envoice is {"Signature", "Timestamp", "Activity"}, in this spelling, and its ` +
      `"Activity" is an object; here it is ${found === undefined ? 'missing' : 'something else'}.`,
  );
}

/**
 * The names of the envelope, and those of an activity that few others would use, in whatever
 * casing: as members of JSON (also within a text of JSON), as elements of XML, as fields of a form.
 */
const knownName =
  /(?:["'<:&.[]|^)(signature|timestamp|activity|activities|invoiceid|invoicenumber|orderid|ordernumber|estimationid|estimationnumber|createdon)(?=["'>/\s\\=.[\]]|%5B)/gi;

/**
 * Would somebody who knows Envoice take this for one of its webhooks? Two of the names are enough:
 * what changed may be all the rest.
 */
function looksLikeEnvoice(body: Uint8Array): boolean {
  const names = new Set<string>();
  // Written in UTF-16, every other byte is zero.
  const text = new TextDecoder().decode(body).replaceAll('\0', '');
  for (const [, name = ''] of text.matchAll(knownName)) {
    names.add(name.toLowerCase().replace('activities', 'activity'));
    if (names.size > 1) return true;
  }
  return false;
}

function unreadable(cause: PayloadError): PayloadError {
  return new PayloadError(
    'payload_unreadable',
    `This looks like a webhook of Envoice that cannot be read. ${cause.message}`,
    { cause },
  );
}
