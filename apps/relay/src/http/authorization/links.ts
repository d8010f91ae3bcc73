import { isUtf8 } from 'node:buffer';

import { maskLinks, maskLinksInText } from '@invoice-relay/core/events';
import type { JsonValue } from '@invoice-relay/core/models';

import type { CallerKey } from './scope.ts';

/**
 * Whether a key may see links of the vendor, each of which opens its document to whoever has it:
 * any key that could subscribe, and so get them anyway. A key that only reads sees them masked.
 */
function seesLinks(key: CallerKey): boolean {
  return key.scopes.some((scope) => scope !== 'read');
}

/** The JSON of an event as this key may see it: as it was written, or with its links masked. */
export function eventFor(key: CallerKey, body: string): string {
  return seesLinks(key) ? body : JSON.stringify(maskLinks(JSON.parse(body) as JsonValue));
}

/** A text of somebody else, the answer of a subscriber say, as this key may see it. */
export function textFor(key: CallerKey, text: string): string {
  return seesLinks(key) ? text : maskLinksInText(text);
}

/** What the vendor sent, as this key may see it. Bytes that are no UTF-8 stay what they are. */
export function bytesFor(key: CallerKey, raw: Uint8Array): Uint8Array {
  if (seesLinks(key)) return raw;
  const bytes = Buffer.from(raw);
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return Buffer.from(maskLinksInText(bytes.toString(encoding)), encoding);
}
