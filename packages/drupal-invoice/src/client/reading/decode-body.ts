import { decodeUtf8 } from '@invoice-relay/core/json';
import type { TransportResponse } from '@invoice-relay/core/source';

/**
 * Decodes the text of a response; null if its bytes are not text in a known encoding.
 *
 * Valid UTF-8 is read as such, whatever is declared: PHP writes JSON in nothing else, and servers
 * declare their own charset instead. The declared charset only counts for other bytes.
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
