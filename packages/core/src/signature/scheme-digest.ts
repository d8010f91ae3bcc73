import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

import { SignatureError } from '../errors/index.ts';
import { concatBytes, utf8 } from './encoding.ts';
import { keyOf, partBytes, type SignatureMaterial } from './material.ts';
import type { SignatureScheme } from './scheme.ts';

/** Joins the bytes of parts into what is hashed. */
export function joinBytes(options: {
  readonly pieces: readonly Uint8Array[];
  readonly separator: Uint8Array;
}): Uint8Array {
  return concatBytes(
    options.pieces.flatMap((piece, index) => (index === 0 ? [piece] : [options.separator, piece])),
  );
}

/**
 * The digest of a scheme, ready to be written in any encoding.
 *
 * @throws {SignatureError} `secret_malformed` when the scheme draws on a credential that is empty,
 *   or takes it for an encoding that it is not in
 * @throws {PayloadError} when the scheme writes the activity or the payload anew and it is not JSON
 */
export function schemeDigest(options: {
  readonly scheme: SignatureScheme;
  readonly material: SignatureMaterial;
}): Hash | Hmac {
  const { scheme, material } = options;
  const { key, form } = scheme;
  for (const part of [key, ...scheme.parts]) {
    if ((part === 'authKey' || part === 'authSecret') && material[part] === '') {
      throw new SignatureError(
        'secret_malformed',
        `The ${part} is empty, so its signature would prove nothing: set it to that of the account.`,
      );
    }
  }
  const message = joinBytes({
    pieces: scheme.parts.map((part) => partBytes({ part, material, form })),
    separator: utf8(scheme.separator),
  });
  if (key === undefined) return createHash('sha256').update(message);
  const secret = keyOf({ scheme: { ...scheme, key }, material });
  if (secret === undefined) {
    throw new SignatureError(
      'secret_malformed',
      `The ${key} is no ${scheme.keyEncoding}, which the scheme takes it for: choose a scheme without "keyEncoding".`,
    );
  }
  return createHmac('sha256', secret).update(message);
}
