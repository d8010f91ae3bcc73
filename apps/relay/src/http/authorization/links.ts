import { isUtf8 } from 'node:buffer';

import { maskLinks, maskLinksInText } from '@invoice-relay/core/events';
import type { JsonValue } from '@invoice-relay/core/models';

import { canOnlyRead } from './scope.ts';
import type { CallerKey } from './scope.ts';

/** The JSON of an event as this key may see it: as written, or with its links masked. */
export function eventFor(key: CallerKey, body: string): string {
  return canOnlyRead(key) ? JSON.stringify(maskLinks(JSON.parse(body) as JsonValue)) : body;
}

/** Third-party text, such as a subscriber's response, as this key may see it. */
export function textFor(key: CallerKey, text: string): string {
  return canOnlyRead(key) ? maskLinksInText(text) : text;
}

/** What the vendor sent, as this key may see it. Bytes that are not UTF-8 are left unchanged. */
export function bytesFor(key: CallerKey, raw: Uint8Array): Uint8Array {
  if (!canOnlyRead(key)) return raw;
  const bytes = Buffer.from(raw);
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return Buffer.from(maskLinksInText(bytes.toString(encoding)), encoding);
}
