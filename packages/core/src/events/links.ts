import type { JsonValue } from '../models/index.ts';
import type { SourceEvent } from './event-body.ts';

/**
 * Links of invoicing systems are keys: anyone who has the link of an invoice can open the invoice,
 * as the link itself identifies the document and grants access to it. So links are sent to
 * subscribers only, and are masked wherever else an event or an activity is shown.
 *
 * Considered a key: the user and password of a URL, its query, its fragment, and every path segment
 * that is too long to be a word. All of it, as no vendor says which of its parameters opens the
 * document.
 */
const mask = 'masked';

/** A URL in a text, including JSON, where `/` may be written `\/` and `&` as `\u0026`. */
const urlInText = /\bhttps?:(?:\\?\/){2}(?:[^\s"<>\\]|\\\/|\\u[0-9a-f]{4})+/gi;

/** Of a link that is cut off at the start, or incomplete. */
const keyParameter =
  /\b((?:access_?)?token|key|sig(?:nature)?|secret)=(?:[^\s"<>&\\]|\\\/|\\u(?!0026)[0-9a-f]{4})+/gi;

/** User and password of a URL, if any. */
const userInfo = /^(https?:(?:\\?\/){2})[^/?#\\@]*@/i;

/** A path segment too long to be a word: 32 characters and more. */
const longSegment = /(?<=\/)[^/?#\\]{32,}/g;

/**
 * A text with the keys of all links in it masked: `https://vendor.example/shared?masked`. For texts
 * of any kind, including JSON as received.
 */
export function maskLinksInText(text: string): string {
  if (!text.includes('=') && !text.includes('://') && !text.includes(String.raw`:\/`)) return text;
  return text.replaceAll(urlInText, maskUrl).replaceAll(keyParameter, `$1=${mask}`);
}

function maskUrl(url: string): string {
  const end = url.search(/[?#]/);
  const page = (end === -1 ? url : url.slice(0, end))
    .replace(userInfo, `$1${mask}@`)
    .replaceAll(longSegment, mask);
  return end === -1 ? page : `${page}${url[end]}${mask}`;
}

/**
 * The same value, an event or any other JSON, with the keys of all links in it masked. For readers
 * of events who may not open the documents behind their links.
 */
export function maskLinks<Value>(value: Value): Value {
  return masked(value as JsonValue) as Value;
}

function masked(value: JsonValue): JsonValue {
  if (typeof value === 'string') return maskLinksInText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(masked);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member)]));
}

/** An event of a connection without links: none in its activity, and those in texts masked. */
export function withoutLinks(event: SourceEvent): SourceEvent {
  const { data, ...rest } = maskLinks(event);
  return { ...rest, data: { ...data, activity: { ...data.activity, link: null } } };
}
