import type { SignatureScheme } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../database.ts';
import { ConnectionEntity } from '../entities/connection.entity.ts';
import { Vault } from '../vault/vault.ts';
import { ConnectionSecrets } from './connection-secrets.ts';
import type { Transaction } from '../transaction.ts';

/** A connection, as ingest needs it. */
export interface IngestConnection {
  readonly id: string;
  readonly source: string;
  readonly verificationMode: ConnectionEntity['verificationMode'];
  readonly scheme: SignatureScheme | 'auto';
  /** The current credentials first, then those replaced lately and still valid. */
  readonly credentials: readonly [unknown, ...unknown[]];
  /** Whether its events are to carry the document that they are about. */
  readonly enrich: boolean;
}

/** A connection, as it takes to ask its vendor. */
export interface VendorConnection {
  readonly id: string;
  readonly source: string;
  readonly credentials: unknown;
  readonly settings: unknown;
  readonly enrich: boolean;
}

interface Row {
  readonly id: string;
  readonly source: string;
  readonly verificationMode: ConnectionEntity['verificationMode'];
  readonly scheme: string | null;
  readonly enrich: number;
  readonly settings: string;
  readonly credentials: string;
  readonly previousCredentials: string | null;
  readonly previousCredentialsUntil: number | null;
}

/** What ingest asks of connections. Holds nothing between calls: a change counts at once. */
@Injectable()
export class ConnectionStore {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The connection that an ingest URL belongs to, be it the present one or the one before. */
  async findByToken(token: string): Promise<IngestConnection | undefined> {
    const hash = this.vault.fingerprint(token);
    const now = this.clock.now();
    const [row] = await this.database.read((transaction) =>
      transaction.query<Omit<Row, 'settings'>[]>(
        `SELECT "id", "source", "verification_mode" AS "verificationMode",
           "verification_scheme" AS "scheme", "enrich", "credentials",
           "previous_credentials" AS "previousCredentials",
           "previous_credentials_until" AS "previousCredentialsUntil"
         FROM "connections"
         WHERE "deleted_at" IS NULL
           AND ("token_hash" = ? OR ("previous_token_hash" = ? AND "previous_token_until" > ?))`,
        [hash, hash, now],
      ),
    );
    return row === undefined ? undefined : this.#open(row, now);
  }

  /** What it takes to ask the vendor on behalf of a connection; undefined when it is deleted. */
  async findForVendor(connectionId: string): Promise<VendorConnection | undefined> {
    const [row] = await this.database.read((transaction) =>
      transaction.query<Pick<Row, 'id' | 'source' | 'credentials' | 'enrich' | 'settings'>[]>(
        `SELECT "id", "source", "credentials", "settings", "enrich" FROM "connections"
         WHERE "deleted_at" IS NULL AND "id" = ?`,
        [connectionId],
      ),
    );
    if (row === undefined) return undefined;
    const secrets = new ConnectionSecrets({ vault: this.vault, connectionId: row.id });
    return {
      id: row.id,
      source: row.source,
      credentials: secrets.openCredentials(row.credentials),
      settings: JSON.parse(row.settings),
      enrich: row.enrich === 1,
    };
  }

  /**
   * Pins the scheme that a signature was found to have. Does nothing when another one was pinned,
   * or the verification was changed meanwhile.
   *
   * @param options.insteadOf what the connection had when the signature was verified
   */
  async pinScheme(
    transaction: Transaction,
    options: {
      readonly connectionId: string;
      readonly scheme: SignatureScheme;
      readonly insteadOf: SignatureScheme | 'auto';
    },
  ): Promise<void> {
    const { insteadOf } = options;
    await transaction.entities.update(
      ConnectionEntity,
      {
        id: options.connectionId,
        verificationMode: 'signature',
        verificationScheme: insteadOf === 'auto' ? IsNull() : JSON.stringify(insteadOf),
        deletedAt: IsNull(),
      },
      { verificationScheme: JSON.stringify(options.scheme), updatedAt: this.clock.now() },
    );
  }

  #open(row: Omit<Row, 'settings'>, now: number): IngestConnection {
    const secrets = new ConnectionSecrets({ vault: this.vault, connectionId: row.id });
    const previous =
      row.previousCredentials !== null && (row.previousCredentialsUntil ?? 0) > now
        ? [secrets.openCredentials(row.previousCredentials)]
        : [];
    return {
      id: row.id,
      source: row.source,
      verificationMode: row.verificationMode,
      enrich: row.enrich === 1,
      scheme: row.scheme === null ? 'auto' : JSON.parse(row.scheme),
      credentials: [secrets.openCredentials(row.credentials), ...previous],
    };
  }
}
