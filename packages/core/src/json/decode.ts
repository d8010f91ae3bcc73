import { PayloadError } from '../errors/index.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byteOrderMark = '\uFEFF';

/**
 * The text of a body, which must be valid UTF-8: a lenient decoder would show us something other
 * than what was signed. One leading byte order mark is accepted, as .NET writers like to add one.
 *
 * Whatever decodes strictly encodes back to the very same bytes, so a part of the text represents
 * the bytes it came from.
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
      'The body is not UTF-8. Send JSON encoded as UTF-8, as RFC 8259 requires.',
    );
  }
  return text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text;
}
