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

/** In characters. No key, secret or signature is as long, so nothing longer is worth reading. */
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
 * Reads standard base64 with padding, or gives `undefined`. Strict, unlike `atob`: no white space,
 * and no stray bits in the last character, so that the same bytes have one spelling only.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length > longestReadable || text.length % 4 !== 0) return undefined;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}

function fromHex(text: string): Uint8Array | undefined {
  if (text.length > longestReadable || !/^(?:[0-9a-f]{2})*$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/**
 * Reads the bytes of a signature, or gives `undefined`. Hex in any case; base64 with or without
 * padding. Both base64 alphabets are read for both base64 encodings: they differ in two characters
 * that one signature in four does not hold, so a scheme detected from such a signature may name
 * the other alphabet than the vendor's, and must work all the same.
 */
export function decodeSignature(options: {
  readonly signature: string;
  readonly encoding: SignatureScheme['encoding'];
}): Uint8Array | undefined {
  const { signature, encoding } = options;
  if (encoding === 'hex') return fromHex(signature);
  if (/[-_]/.test(signature) && /[+/]/.test(signature)) return undefined;
  const text = signature.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(text.includes('=') ? text : padded(text));
}
