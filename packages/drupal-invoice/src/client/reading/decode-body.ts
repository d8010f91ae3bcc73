import { decodeUtf8 } from '@invoice-relay/core/json';
import type { TransportResponse } from '@invoice-relay/core/source';

/**
 * The text of an answer; null when its bytes are no text that we can read.
 *
 * What is UTF-8 is read as that, whatever is declared: PHP writes JSON in nothing else, and servers
 * declare a charset of their own in its place. Only for other bytes the declared charset counts.
 */
export function decodeBody({
  headers,
  body,
}: Pick<TransportResponse, 'headers' | 'body'>): string | null {
  try {
    return decodeUtf8(body);
  } catch {
    const declared = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(headers['content-type'] ?? '')?.[1];
    if (declared === undefined || /^utf-?8$/i.test(declared)) return null;
    try {
      return new TextDecoder(declared, { fatal: true }).decode(body);
    } catch {
      return null;
    }
  }
}
