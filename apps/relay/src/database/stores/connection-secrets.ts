import { randomBytes } from 'node:crypto';

import type { Vault } from '../vault/vault.ts';

export const credentialsPlace = (connectionId: string): string =>
  `connections/${connectionId}/credentials`;
export const tokenPlace = (connectionId: string): string => `connections/${connectionId}/token`;

/** Seals and opens the secrets of a connection, each in its own place. */
export class ConnectionSecrets {
  readonly #vault: Vault;
  readonly #connectionId: string;

  constructor(options: { readonly vault: Vault; readonly connectionId: string }) {
    this.#vault = options.vault;
    this.#connectionId = options.connectionId;
  }

  sealCredentials(credentials: unknown): string {
    return this.#vault.seal(JSON.stringify(credentials), credentialsPlace(this.#connectionId));
  }

  /** @throws {VaultError} if they were sealed with another key */
  openCredentials(sealed: string): unknown {
    return JSON.parse(this.#vault.open(sealed, credentialsPlace(this.#connectionId)));
  }

  /** The token of a new ingest URL, sealed, with the fingerprint for lookups. */
  newToken(): { readonly token: string; readonly tokenHash: string } {
    const token = randomBytes(32).toString('base64url');
    return {
      token: this.#vault.seal(token, tokenPlace(this.#connectionId)),
      tokenHash: this.#vault.fingerprint(token),
    };
  }

  /** @throws {VaultError} if it was sealed with another key */
  openToken(sealed: string): string {
    return this.#vault.open(sealed, tokenPlace(this.#connectionId));
  }
}
