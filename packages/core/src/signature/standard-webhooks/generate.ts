import { generateKeyPairSync, randomBytes } from 'node:crypto';

import { concatBytes, toBase64 } from '../encoding.ts';
import { v1Prefix } from './v1.ts';
import { v1aPrivatePrefix, v1aPublicPrefix } from './v1a.ts';

/**
 * A new shared secret (`v1`) of 32 random bytes. Its randomness is not passed in, unlike all other
 * randomness here: a secret from anything but the best source is worthless.
 */
export function generateStandardWebhookSecret(): string {
  return `${v1Prefix}${toBase64(randomBytes(32))}`;
}

/** A new key pair (`v1a`): the sender keeps the private key, receivers get the public one. */
export function generateStandardWebhookKeyPair(): {
  readonly privateKey: string;
  readonly publicKey: string;
} {
  const pair = generateKeyPairSync('ed25519');
  // Both formats end with the 32 bytes of the key itself (RFC 8410).
  const seed = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    privateKey: `${v1aPrivatePrefix}${toBase64(concatBytes([seed, publicKey]))}`,
    publicKey: `${v1aPublicPrefix}${toBase64(publicKey)}`,
  };
}
