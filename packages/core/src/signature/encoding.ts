import type { SignatureScheme } from './scheme.ts';

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/** `Encoding.Unicode` of .NET, without byte order mark. */
export function utf16le(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes[index * 2] = code & 0xff;
    bytes[index * 2 + 1] = code >> 8;
  }
  return bytes;
}

/** `Encoding.ASCII` of .NET: a question mark for every code unit beyond ASCII. */
export function asciiBytes(text: string): Uint8Array {
  return utf8(text.replaceAll(/[\u0080-\uffff]/g, '?'));
}

/** In characters. Keys, secrets and signatures are shorter, so nothing longer is worth decoding. */
const longestReadable = 256;

/** Standard base64 with padding (RFC 4648, section 4). For keys and digests: a few dozen bytes. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The URL-safe alphabet without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function padded(base64: string): string {
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
}

/**
 * Decodes standard base64 with padding, or returns `undefined`. Strict, unlike `atob`: no white
 * space, and no stray bits in the last character, so that the same bytes have only one spelling.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length > longestReadable || text.length % 4 !== 0) return undefined;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}

function fromHex(text: string): Uint8Array | undefined {
  if (text.length > longestReadable || !/^(?:[0-9a-f]{2})*$/i.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = (hexDigit(text, index * 2) << 4) | hexDigit(text, index * 2 + 1);
  }
  return bytes;
}

/** For a text of hexadecimal digits only. */
function hexDigit(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
}

/** The bytes that a key's text represents; `undefined` if it represents none. */
export function decodeKey(text: string, encoding: 'hex' | 'base64'): Uint8Array | undefined {
  if (text === '') return undefined;
  return encoding === 'hex' ? fromHex(text) : fromBase64(padded(text));
}

/** A label that some put before a signature, to say how it was made. It is not trusted. */
const label = /^(?:(?:hmac[-_]?)?sha-?256[=:]|v1[=,])\s*/i;

/** Hex as .NET and databases write it, besides plain: `AB-CD-EF`, `AB:CD:EF`. */
const spacedHex = /^[0-9a-f]{2}(?:[-:][0-9a-f]{2})+$/i;

function readableHex(text: string): string {
  const digits = text.replace(/^0x/i, '');
  return spacedHex.test(digits) ? digits.replaceAll(/[-:]/g, '') : digits;
}

/** A signature without what surrounds its digits: white space, a label. */
function bareSignature(signature: string): string {
  return signature.trim().replace(label, '');
}

/**
 * Decodes the bytes of a signature, or returns `undefined`. Hex in any case, with or without dashes
 * or colons between its bytes, with or without `0x`; base64 with or without padding. Both base64
 * alphabets are accepted for both base64 encodings: they differ in two characters that one
 * signature in four does not contain, so a scheme detected from such a signature may name the other
 * alphabet than the vendor's, and must still work.
 *
 * White space around it and a label (`sha256=`) are ignored: what is compared is the digest.
 */
export function decodeSignature(options: {
  readonly signature: string;
  readonly encoding: SignatureScheme['encoding'];
}): Uint8Array | undefined {
  if (options.signature.length > longestReadable) return undefined;
  const signature = bareSignature(options.signature);
  if (options.encoding === 'hex') return fromHex(readableHex(signature));
  if (/[-_]/.test(signature) && /[+/]/.test(signature)) return undefined;
  const text = signature.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(text.includes('=') ? text : padded(text));
}
