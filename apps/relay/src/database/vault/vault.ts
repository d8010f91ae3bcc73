import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** `v2.<id of the key>.<base64url>`; `v1.<base64url>` did not identify the key. */
const version = 'v2';
const firstVersion = 'v1';
const ivBytes = 12;
const tagBytes = 16;
const keyIdBytes = 6;

/** A stored secret that none of the encryption keys can open. */
export class VaultError extends Error {
  readonly code = 'secret_unreadable';
  override readonly name = 'VaultError';
  /** Whether it names a key that is not among them: whoever has that key can open it. */
  readonly isOfOtherKey: boolean;

  constructor(message: string, options: ErrorOptions & { readonly isOfOtherKey: boolean }) {
    super(message, options);
    this.isOfOtherKey = options.isOfOtherKey;
  }
}

/**
 * Whether something cannot be read because this process lacks the key. Nothing about it may be
 * changed for that reason: another process may have the key, or this one after a restart.
 */
export function lacksKey(error: unknown): boolean {
  return error instanceof VaultError && error.isOfOtherKey;
}

/** The plain text, or undefined if none of the encryption keys opens it. */
export function openIfReadable<Value>(open: () => Value): Value | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** A key that opens, and its id in stored values. The id reveals nothing about the key. */
interface EncryptionKey {
  readonly id: string;
  readonly key: KeyObject;
}

/**
 * Encrypts secrets at rest: AES-256-GCM, with the place of a secret (such as `connections/con_1`)
 * bound into it, so that a value copied to another row does not open there.
 */
export class Vault {
  // Key objects: importing a key's bytes each time costs several times as much as using it.
  readonly #current: EncryptionKey;
  /** All keys that open, the one that seals first. */
  readonly #keys: readonly EncryptionKey[];
  readonly #fingerprintKey: KeyObject;

  /**
   * @param masterKey 32 bytes: seals, and opens
   * @param options.previous further keys that open
   * @param options.fingerprintKey the key for fingerprints; derived from `masterKey` by default
   */
  constructor(
    masterKey: Uint8Array,
    options: {
      readonly previous?: readonly Uint8Array[];
      readonly fingerprintKey?: Uint8Array;
    } = {},
  ) {
    this.#current = encryptionKey(masterKey);
    this.#keys = [this.#current, ...(options.previous ?? []).map(encryptionKey)];
    this.#fingerprintKey = createSecretKey(options.fingerprintKey ?? fingerprintKeyOf(masterKey));
  }

  seal(secret: string, place: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#current.key, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([
      iv,
      cipher.update(secret, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `${this.sealedPrefix}${sealed.toString('base64url')}`;
  }

  /** The prefix of every value that is sealed with the current key. */
  get sealedPrefix(): string {
    return `${version}.${this.#current.id}.`;
  }

  /** @throws {VaultError} if it was sealed with another key or for another place */
  open(sealed: string, place: string): string {
    const [found, ...rest] = sealed.split('.');
    const text = rest.at(-1) ?? '';
    const keys =
      found === version && rest.length === 2
        ? this.#keys.filter(({ id }) => id === rest[0])
        : found === firstVersion
          ? this.#keys
          : [];
    let cause: unknown = new Error('the key that it was encrypted with is unknown');
    for (const { key } of keys) {
      try {
        return decrypt({ key, bytes: Buffer.from(text, 'base64url'), place });
      } catch (error) {
        cause = error;
      }
    }
    throw new VaultError(
      `The secret of ${place} cannot be decrypted. Was RELAY_ENCRYPTION_KEY changed, or the key file replaced? Set RELAY_ENCRYPTION_KEY_PREVIOUS to the previous key.`,
      { cause, isOfOtherKey: found === version && rest.length === 2 && keys.length === 0 },
    );
  }

  /**
   * A keyed hash for looking up a random token or key without storing it. Index lookups leak
   * nothing about the token: whoever cannot compute the hash cannot steer them.
   */
  fingerprint(token: string): string {
    return createHmac('sha256', this.#fingerprintKey).update(token).digest('base64url');
  }
}

/** @returns 32 bytes: the key for fingerprints until the encryption key is replaced */
export function fingerprintKeyOf(masterKey: Uint8Array): Uint8Array {
  return derive(masterKey, { purpose: 'fingerprint', bytes: 32 });
}

function encryptionKey(masterKey: Uint8Array): EncryptionKey {
  if (masterKey.length !== 32) throw new RangeError('The encryption key must be 32 bytes.');
  const id = derive(masterKey, { purpose: 'id', bytes: keyIdBytes });
  return {
    id: Buffer.from(id).toString('base64url'),
    key: createSecretKey(derive(masterKey, { purpose: 'encryption', bytes: 32 })),
  };
}

function decrypt(options: {
  readonly key: KeyObject;
  readonly bytes: Buffer;
  readonly place: string;
}): string {
  const { key, bytes, place } = options;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-tagBytes));
  return (
    decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  );
}

function derive(
  masterKey: Uint8Array,
  { purpose, bytes }: { readonly purpose: string; readonly bytes: number },
): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, '', `invoice-relay/${purpose}/v1`, bytes));
}
