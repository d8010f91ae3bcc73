import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

import { SignatureError } from '../errors/index.ts';
import { keyOf, partBytes, type SignatureMaterial } from './material.ts';
import type { SchemePart, SignatureScheme } from './scheme.ts';

/**
 * The digest of a scheme, to be written in any encoding.
 *
 * @throws {SignatureError} `secret_malformed` if the scheme uses a credential that is empty, or not
 *   in the expected encoding
 * @throws {PayloadError} if the scheme rewrites the activity or the payload and it is not JSON
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
  const digest = key === undefined ? createHash('sha256') : hmacOf({ ...scheme, key }, material);
  for (const [index, part] of scheme.parts.entries()) {
    if (index > 0) digest.update(scheme.separator);
    digest.update(partBytes({ part, material, form }));
  }
  return digest;
}

function hmacOf(
  scheme: SignatureScheme & { readonly key: SchemePart },
  material: SignatureMaterial,
): Hmac {
  const { key, keyEncoding } = scheme;
  const secret = keyOf({ scheme, material });
  if (secret === undefined) {
    throw new SignatureError(
      'secret_malformed',
      `The ${key} is not valid ${keyEncoding}, as the scheme requires: choose a scheme without "keyEncoding".`,
    );
  }
  return createHmac('sha256', secret);
}
