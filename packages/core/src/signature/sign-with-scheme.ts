import type { SignatureMaterial } from './material.ts';
import { schemeDigest } from './scheme-digest.ts';
import type { SignatureScheme } from './scheme.ts';

/**
 * Signs as a vendor with this scheme would. Hex is written in lower case, base64 with padding and
 * base64url without.
 *
 * @throws {SignatureError} `secret_malformed` if the scheme uses a credential that is empty
 * @throws {PayloadError} if the scheme needs the compact activity and the activity is not JSON
 */
export function signWithScheme(options: {
  readonly scheme: SignatureScheme;
  readonly material: SignatureMaterial;
}): string {
  return schemeDigest(options).digest(options.scheme.encoding);
}
