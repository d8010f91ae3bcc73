import { maskUrl } from '../send/subscriber-url.ts';
import type { ResponseHeaders } from '../send/sender.ts';

/**
 * What is stored of a request: what cannot be derived from its event and its attempt. Its body is
 * that of the event, its `webhook-id` the event's id, and its `webhook-timestamp` the start of the
 * attempt. Nothing in it grants access.
 */
export interface KeptRequest {
  /** Without its path: `https://hooks.example.com/…` */
  readonly url: string;
  /** `webhook-signature`, as sent. */
  readonly signature: string;
  /** If tracing is on. */
  readonly traceparent?: string;
  /** The names of the subscription's own headers; their values may be passwords. */
  readonly ownHeaders: readonly string[];
}

/** Response headers by name, in lower case. */
export type KeptHeaders = Readonly<Record<string, string>>;

/** Replaces what nobody may read. */
export const hidden = '…';

/** Maximum characters of response headers, in total. */
const maxResponseLength = 1_000;
/** Maximum characters per value. */
const longestValue = 300;
/**
 * Maximum characters of the names of the subscription's own headers, and of the signatures, each.
 */
const maxRequestLength = 400;

/** Anyone who has the value of one of these can impersonate somebody. */
const secretResponseHeaders: ReadonlySet<string> = new Set(['set-cookie', 'authentication-info']);

/** A request as sent, before choosing what may be stored of it. */
export interface SentRequest {
  readonly url: string;
  readonly signature: string;
  readonly traceparent: string | null;
  /** The names of the subscription's own headers. */
  readonly ownHeaders: readonly string[];
}

/** @returns JSON of a `KeptRequest`, at most 1 kB plus the host's name */
export function keepRequest({ url, signature, traceparent, ownHeaders }: SentRequest): string {
  let room = maxRequestLength;
  const kept: KeptRequest = {
    url: maskUrl(url),
    signature: signature.slice(0, maxRequestLength),
    ...(traceparent === null ? {} : { traceparent }),
    ownHeaders: ownHeaders.filter((name) => (room -= name.length) >= 0),
  };
  return JSON.stringify(kept);
}

/** @returns JSON of `KeptHeaders`, at most 1,000 characters of it; null if there was no response */
export function keepResponseHeaders(headers: ResponseHeaders | null): string | null {
  if (headers === null) return null;
  const kept: Record<string, string> = {};
  let room = maxResponseLength;
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const text = secretResponseHeaders.has(name) ? hidden : shorten(String(value));
    room -= JSON.stringify(name).length + JSON.stringify(text).length + 2;
    if (room < 0) break;
    kept[name] = text;
  }
  return JSON.stringify(kept);
}

function shorten(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue - 1)}…`;
}
