import type { SignatureScheme } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../database.ts';
import { ConnectionEntity } from '../entities/connection.entity.ts';
import { Vault } from '../vault/vault.ts';
import { sql } from '../sql/sql.ts';
import { findRotatedIngestUrl, validRotated } from '../tables/rotated-secrets.ts';
import type { RotatedSecret } from '../tables/rotated-secrets.ts';
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
}

type IngestRow = Omit<Row, 'settings'>;

const selectIngest = sql`SELECT "id", "source", "verification_mode" AS "verificationMode",
    "verification_scheme" AS "scheme", "enrich", "credentials"
  FROM "connections" WHERE "deleted_at" IS NULL`;

/** What ingest asks of connections. Holds nothing between calls: a change counts at once. */
@Injectable()
export class ConnectionStore {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The connection that an ingest URL belongs to, be it the present one or one that was replaced lately. */
  async findByToken(token: string): Promise<IngestConnection | undefined> {
    const hash = this.vault.fingerprint(token);
    const now = this.clock.now();
    return this.database.read(async (tx) => {
      const row =
        (await tx.first<IngestRow>(sql`${selectIngest} AND "token_hash" = ${hash}`)) ??
        (await this.#findByRotated(tx, { tokenHash: hash, now }));
      if (row === undefined) return undefined;
      const kind = 'credentials';
      const rotated = await validRotated(tx, { kind, ownerIds: [row.id], now });
      return this.#open(row, rotated.get(row.id) ?? []);
    });
  }

  async #findByRotated(
    tx: Transaction,
    options: { readonly tokenHash: string; readonly now: number },
  ): Promise<IngestRow | undefined> {
    const rotated = await findRotatedIngestUrl(tx, options);
    return rotated && tx.first<IngestRow>(sql`${selectIngest} AND "id" = ${rotated.ownerId}`);
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

  #open(row: IngestRow, rotated: readonly RotatedSecret[]): IngestConnection {
    const secrets = new ConnectionSecrets({ vault: this.vault, connectionId: row.id });
    return {
      id: row.id,
      source: row.source,
      verificationMode: row.verificationMode,
      enrich: row.enrich === 1,
      scheme: row.scheme === null ? 'auto' : JSON.parse(row.scheme),
      credentials: [
        secrets.openCredentials(row.credentials),
        ...rotated.map(({ value }) => secrets.openCredentials(value)),
      ],
    };
  }
}
