import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import { SignatureError } from '../../errors/index.ts';
import { fromBase64, toBase64Url } from '../encoding.ts';
import { contentBytes } from './content.ts';
import type { SignedContent } from './content.ts';

export const v1aPrivatePrefix = 'whsk_';
export const v1aPublicPrefix = 'whpk_';

function malformed(message: string): SignatureError {
  return new SignatureError('secret_malformed', message);
}

/** A raw key as a JSON Web Key (RFC 8037), the simplest form that node:crypto accepts. */
function jsonWebKey(options: { readonly publicKey: Uint8Array; readonly seed?: Uint8Array }) {
  const { publicKey, seed } = options;
  const key = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) };
  return seed === undefined ? key : { ...key, d: toBase64Url(seed) };
}

/**
 * The ed25519 signature of the content (RFC 8032).
 *
 * @param options.secret `whsk_` and base64 of 64 bytes: the seed, then the public key
 * @throws {SignatureError} `secret_malformed`
 */
export function v1aSign(options: { readonly secret: string; readonly content: SignedContent }) {
  const { secret, content } = options;
  const bytes = fromBase64(secret.slice(v1aPrivatePrefix.length));
  if (!secret.startsWith(v1aPrivatePrefix) || bytes?.length !== 64) {
    throw malformed(
      'A private webhook key is "whsk_" followed by 64 bytes in base64, the seed and the public key. The given one is not: copy all of it again, without spaces.',
    );
  }
  const publicKey = bytes.subarray(32);
  const jwk = jsonWebKey({ seed: bytes.subarray(0, 32), publicKey });
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  if (createPublicKey(key).export({ format: 'jwk' }).x !== toBase64Url(publicKey)) {
    throw malformed(
      'The two halves of the private webhook key ("whsk_") do not match, so receivers would reject its signatures: generate a new pair.',
    );
  }
  return sign(null, contentBytes(content), key);
}

/**
 * Returns a function that checks signatures of this content.
 *
 * @param options.secret `whpk_` and base64 of the 32 bytes of the public key
 * @throws {SignatureError} `secret_malformed`
 */
export function v1aVerifier(options: { readonly secret: string; readonly content: SignedContent }) {
  const { secret, content } = options;
  const publicKey = fromBase64(secret.slice(v1aPublicPrefix.length));
  if (!secret.startsWith(v1aPublicPrefix) || publicKey?.length !== 32) {
    throw malformed(
      'A public webhook key is "whpk_" followed by 32 bytes in base64. The given one is not: copy all of it again, without spaces.',
    );
  }
  const key = createPublicKey({ key: jsonWebKey({ publicKey }), format: 'jwk' });
  return (signature: Uint8Array) => verify(null, contentBytes(content), key, signature);
}
