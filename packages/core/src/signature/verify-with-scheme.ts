import { timingSafeEqual } from 'node:crypto';

import { SignatureError } from '../errors/index.ts';
import { decodeSignature } from './encoding.ts';
import type { SignatureMaterial } from './material.ts';
import { schemeDigest } from './scheme-digest.ts';
import { schemeUsesSecret } from './scheme-properties.ts';
import type { SignatureScheme } from './scheme.ts';

/**
 * Whether this is the signature of the scheme. Compared on bytes and in constant time: hex in any
 * case, base64 with or without padding and in either alphabet. A signature that cannot be decoded
 * does not match.
 *
 * @throws {SignatureError} `signature_scheme_unknown` if the scheme uses neither the auth key nor
 *   the auth secret: it is unusable for verification, as anyone could create its signatures
 * @throws {SignatureError} `secret_malformed` if the scheme uses a credential that is empty
 * @throws {PayloadError} if the scheme needs the compact activity and the activity is not JSON
 */
export function verifyWithScheme(options: {
  readonly scheme: SignatureScheme;
  readonly material: SignatureMaterial;
  readonly signature: string;
}): boolean {
  const { scheme, material, signature } = options;
  if (!schemeUsesSecret(scheme)) {
    throw new SignatureError(
      'signature_scheme_unknown',
      'The scheme uses neither the auth key nor the auth secret, so its signatures prove nothing: choose a scheme that uses one, or verify this connection by "callback" or "token".',
    );
  }
  const expected = schemeDigest({ scheme, material }).digest();
  const received = decodeSignature({ signature, encoding: scheme.encoding });
  return received?.length === expected.length && timingSafeEqual(received, expected);
}
