import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;

/** A stored secret that this encryption key cannot open. */
export class VaultError extends Error {
  readonly code = 'secret_unreadable';
  override readonly name = 'VaultError';
}

/**
 * Keeps secrets at rest: AES-256-GCM, with the place of a secret (such as `connections/con_1`)
 * bound into it, so that a value copied to another row does not open there.
 */
export class Vault {
  // Key objects: importing a key's bytes at each use costs several times the use itself.
  readonly #encryptionKey: KeyObject;
  readonly #fingerprintKey: KeyObject;

  /** @param masterKey 32 bytes */
  constructor(masterKey: Uint8Array) {
    if (masterKey.length !== 32) throw new RangeError('The encryption key must be 32 bytes.');
    this.#encryptionKey = deriveKey(masterKey, 'encryption');
    this.#fingerprintKey = deriveKey(masterKey, 'fingerprint');
  }

  seal(secret: string, place: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#encryptionKey, iv).setAAD(
      Buffer.from(place),
    );
    const sealed = Buffer.concat([
      iv,
      cipher.update(secret, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `${version}.${sealed.toString('base64url')}`;
  }

  /** @throws {VaultError} when it was sealed with another key or for another place */
  open(sealed: string, place: string): string {
    try {
      const [found, text = ''] = sealed.split('.');
      if (found !== version) throw new Error(`unknown version ${found}`);
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        this.#encryptionKey,
        bytes.subarray(0, ivBytes),
        {
          authTagLength: tagBytes,
        },
      )
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-tagBytes));
      return (
        decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') +
        decipher.final('utf8')
      );
    } catch (error) {
      throw new VaultError(
        `The secret of ${place} cannot be read. Was RELAY_ENCRYPTION_KEY changed, or the key file replaced?`,
        { cause: error },
      );
    }
  }

  /**
   * A keyed hash by which a random token or key is found again without being kept. Looking it up
   * in an index leaks nothing of the token: who cannot compute the hash cannot steer it.
   */
  fingerprint(token: string): string {
    return createHmac('sha256', this.#fingerprintKey).update(token).digest('base64url');
  }
}

function deriveKey(masterKey: Uint8Array, purpose: string): KeyObject {
  const bytes = hkdfSync('sha256', masterKey, '', `invoice-relay/${purpose}/v1`, 32);
  return createSecretKey(new Uint8Array(bytes));
}
