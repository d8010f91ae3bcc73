import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

import { SignatureError } from '../errors/index.ts';
import { concatBytes, utf8 } from './encoding.ts';
import { partBytes, type SignatureMaterial } from './material.ts';
import type { SchemePart, SignatureScheme } from './scheme.ts';

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
 * @throws {SignatureError} `secret_malformed` when the scheme draws on a credential that is empty
 * @throws {PayloadError} when the scheme needs the compact activity and the activity is not JSON
 */
export function schemeDigest(options: {
  readonly scheme: SignatureScheme;
  readonly material: SignatureMaterial;
}): Hash | Hmac {
  const { scheme, material } = options;
  const bytesOf = (part: SchemePart) => {
    if ((part === 'authKey' || part === 'authSecret') && material[part] === '') {
      throw new SignatureError(
        'secret_malformed',
        `The ${part} is empty, so its signature would prove nothing: set it to that of the account.`,
      );
    }
    return partBytes({ part, material });
  };
  const message = joinBytes({
    pieces: scheme.parts.map(bytesOf),
    separator: utf8(scheme.separator),
  });
  const digest =
    scheme.key === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(scheme.key));
  return digest.update(message);
}
