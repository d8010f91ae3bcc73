import { PayloadError } from '@invoice-relay/core/errors';

import { decodeUtf8, jsonValue, rawMembersOf, readJsonTree } from '@invoice-relay/core/json';
import type { JsonNode, RawMember, RawMembers } from '@invoice-relay/core/json';
import type { JsonText } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';

/** A webhook of Envoice, `{Signature, Timestamp, Activity}`, parsed but not yet trusted. */
export interface EnvoicePayload extends JsonText {
  /** `undefined` if missing, or not text. */
  readonly signature: string | undefined;
  /** As received, character for character; `undefined` if missing. */
  readonly timestamp: string | undefined;
  readonly activity: JsonText & {
    /** The bytes of the `Activity` member exactly as received: what a vendor would have signed. */
    readonly raw: Uint8Array;
    readonly members: RawMembers;
  };
}

const encoder = new TextEncoder();

/**
 * The last payload read, shared by `verify` and `parse`, which follow each other. Only one request:
 * a `WeakMap` of all of them costs the garbage collector more than reading twice.
 */
let lastRead:
  | {
      readonly request: WebhookRequest;
      readonly body: Uint8Array;
      readonly payload: EnvoicePayload;
    }
  | undefined;

/**
 * Reads a webhook, usually once per request. Member names must be spelled as documented, including
 * their case: if `activity` were accepted for `Activity`, a body with both would mean one thing to
 * us and another to the next reader. Unescaped control characters in strings are accepted, as one
 * of the serializers that the vendor may use writes them.
 *
 * @throws {PayloadError} if the body is not JSON in UTF-8, is nested too deeply, has a duplicate
 * member, or has no `Activity` object; `payload_unreadable` if it still looks like a webhook of
 * Envoice
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
 * The bytes that a part of a text came from. If each character is one byte (pure ASCII), they are
 * at the same position.
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
  return new PayloadError(
    'payload_invalid',
    'The body is JSON, but not an object. Send one object.',
  );
}

function noActivity(found: unknown): PayloadError {
  return new PayloadError(
    'payload_invalid',
    `A webhook of Envoice is {"Signature", "Timestamp", "Activity"}, in this spelling, and its ` +
      `"Activity" is an object; here it is ${found === undefined ? 'missing' : 'something else'}.`,
  );
}

/**
 * The names of the envelope, and distinctive ones of an activity, in any casing: as members of JSON
 * (also within a JSON string), as elements of XML, as fields of a form.
 */
const knownName =
  /(?:["'<:&.[]|^)(signature|timestamp|activity|activities|invoiceid|invoicenumber|orderid|ordernumber|estimationid|estimationnumber|createdon)(?=["'>/\s\\=.[\]]|%5B)/gi;

/**
 * Whether somebody who knows Envoice would recognize this as one of its webhooks. Two of the names
 * are enough: everything else may have changed.
 */
function looksLikeEnvoice(body: Uint8Array): boolean {
  const names = new Set<string>();
  // In UTF-16, every other byte is zero.
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
