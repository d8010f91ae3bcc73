import { PayloadError } from '../errors/index.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byteOrderMark = '\uFEFF';

/**
 * The text of a body, which has to be UTF-8 to the last byte: a decoder that fixes broken bytes
 * would show us something else than what was signed. One leading byte order mark is let through,
 * as .NET writers like to put one.
 *
 * Whatever decodes this strictly encodes back to the very same bytes, so a part of the text stands
 * for the bytes it came from.
 *
 * @throws {PayloadError} `payload_not_utf8`
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new PayloadError(
      'payload_not_utf8',
      'The body is not UTF-8. Send JSON encoded as UTF-8, as RFC 8259 asks.',
    );
  }
  return text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text;
}
