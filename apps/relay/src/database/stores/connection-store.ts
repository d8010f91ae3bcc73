import type { JsonObject } from '@invoice-relay/core/events';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../database.ts';
import { ConnectionEntity } from '../entities/connection.entity.ts';
import { openIfReadable, Vault } from '../vault/vault.ts';
import { sql } from '../sql/sql.ts';
import { findRotatedIngestUrl, validRotated } from '../tables/rotated-secrets.ts';
import { ConnectionSecrets } from './connection-secrets.ts';
import type { Transaction } from '../transaction.ts';

/** A connection, as ingest needs it. */
export interface IngestConnection {
  readonly id: string;
  readonly source: string;
  readonly verificationMode: ConnectionEntity['verificationMode'];
  readonly scheme: SignatureScheme | 'auto';
  /** The current credentials first, then recently replaced ones that are still valid. */
  readonly credentials: readonly [unknown, ...unknown[]];
  /** Whether the scheme was detected, and another one may replace it. */
  readonly schemeFound: boolean;
  /**
   * What happens to a webhook whose signature matches no known scheme; null is the default of the
   * source.
   */
  readonly unknownSignature: 'keep' | 'refuse' | null;
  /** Whether the source failed to read what last arrived. */
  readonly isTroubled: boolean;
  /** When any of this changes by itself, in epoch milliseconds; null if nothing does. */
  readonly validUntil: number | null;
}

/** A connection, as needed for calling its vendor. */
export interface VendorConnection {
  readonly id: string;
  readonly source: string;
  readonly credentials: unknown;
  readonly settings: unknown;
  readonly enrich: boolean;
  /** What its source learned about it; null if nothing. */
  readonly facts: JsonObject | null;
}

interface Row {
  readonly id: string;
  readonly source: string;
  readonly verificationMode: ConnectionEntity['verificationMode'];
  readonly scheme: string | null;
  readonly schemeFound: number | boolean;
  readonly unknownSignature: ConnectionEntity['unknownSignature'];
  readonly trouble: string | null;
  readonly enrich: number | boolean;
  readonly settings: string;
  readonly credentials: string;
  readonly facts: string | null;
}

type IngestRow = Omit<Row, 'settings' | 'enrich' | 'facts'>;

const selectIngest = sql`SELECT "id", "source", "verification_mode" AS "verificationMode",
    "verification_scheme" AS "scheme", "scheme_found" AS "schemeFound",
    "unknown_signature" AS "unknownSignature", "trouble", "credentials"
  FROM "connections" WHERE "deleted_at" IS NULL`;

/** What is stored of a connection cannot be read: nothing that arrives for it can be verified. */
export class DamagedConnectionError extends Error {
  readonly code = 'connection_damaged';
  override readonly name = 'DamagedConnectionError';
  readonly connectionId: string;

  constructor(connectionId: string, options: ErrorOptions) {
    super(
      'The relay cannot read what it stored for this connection: whoever runs it has to set its credentials again; or, if /readyz says that encryptionKey failed, give this process the right key.',
      options,
    );
    this.connectionId = connectionId;
  }
}

function readable<Value>(connectionId: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new DamagedConnectionError(connectionId, { cause });
  }
}

/** What ingest and callers of vendors need of connections. */
@Injectable()
export class ConnectionStore {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The connection that an ingest URL belongs to, whether it is the current one or a recently
   * replaced one.
   */
  async findByToken(token: string): Promise<IngestConnection | undefined> {
    const hash = this.vault.fingerprint(token);
    const now = this.clock.now();
    return this.database.read(async (tx) => {
      const present = await tx.first<IngestRow>(sql`${selectIngest} AND "token_hash" = ${hash}`);
      if (present !== undefined) return this.#open(tx, { row: present, now, urlUntil: null });
      const rotated = await findRotatedIngestUrl(tx, { tokenHash: hash, now });
      const row =
        rotated && (await tx.first<IngestRow>(sql`${selectIngest} AND "id" = ${rotated.ownerId}`));
      return row && this.#open(tx, { row, now, urlUntil: rotated.validUntil });
    });
  }

  /** The same by its id; undefined if it is deleted. */
  async findById(id: string): Promise<IngestConnection | undefined> {
    const now = this.clock.now();
    return this.database.read(async (tx) => {
      const row = await tx.first<IngestRow>(sql`${selectIngest} AND "id" = ${id}`);
      return row && this.#open(tx, { row, now, urlUntil: null });
    });
  }

  /** What is needed to call the vendor on behalf of a connection; undefined if it is deleted. */
  async findForVendor(connectionId: string): Promise<VendorConnection | undefined> {
    const [row] = await this.database.read((transaction) =>
      transaction.all<Pick<Row, 'id' | 'source' | 'credentials' | 'enrich' | 'settings' | 'facts'>>(
        sql`SELECT "id", "source", "credentials", "settings", "enrich", "facts" FROM "connections"
         WHERE "deleted_at" IS NULL AND "id" = ${connectionId}`,
      ),
    );
    if (row === undefined) return undefined;
    const secrets = new ConnectionSecrets({ vault: this.vault, connectionId: row.id });
    return {
      id: row.id,
      source: row.source,
      credentials: secrets.openCredentials(row.credentials),
      settings: JSON.parse(row.settings),
      enrich: Boolean(row.enrich),
      facts: row.facts === null ? null : (JSON.parse(row.facts) as JsonObject),
    };
  }

  /**
   * Pins the scheme that a signature was found to have. Does nothing if another one was pinned, or
   * the verification was changed in the meantime.
   *
   * @param options.insteadOf what the connection had when the signature was verified
   */
  async pinScheme(
    transaction: Transaction,
    options: {
      readonly connectionId: string;
      readonly scheme: SignatureScheme;
      readonly insteadOf: SignatureScheme | 'auto';
      readonly strength?: 'weak' | undefined;
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
      {
        verificationScheme: JSON.stringify(options.scheme),
        schemeFound: true,
        strength: options.strength ?? null,
        updatedAt: this.clock.now(),
      },
    );
  }

  async #open(
    tx: Transaction,
    options: { readonly row: IngestRow; readonly now: number; readonly urlUntil: number | null },
  ): Promise<IngestConnection> {
    const { row, now, urlUntil } = options;
    const secrets = new ConnectionSecrets({ vault: this.vault, connectionId: row.id });
    const replaced = await validRotated(tx, { kind: 'credentials', ownerIds: [row.id], now });
    const rotated = replaced.get(row.id) ?? [];
    const ends = rotated.map(({ validUntil }) => validUntil);
    if (urlUntil !== null) ends.push(urlUntil);
    return {
      id: row.id,
      source: row.source,
      verificationMode: row.verificationMode,
      scheme: row.scheme === null ? 'auto' : readable(row.id, () => JSON.parse(row.scheme ?? '')),
      schemeFound: Boolean(row.schemeFound),
      unknownSignature: row.unknownSignature,
      isTroubled: row.trouble !== null,
      credentials: [
        readable(row.id, () => secrets.openCredentials(row.credentials)),
        // Those of the replaced ones that can be read.
        ...rotated.flatMap(
          ({ value }) => openIfReadable(() => [secrets.openCredentials(value)]) ?? [],
        ),
      ],
      validUntil: ends.length === 0 ? null : Math.min(...ends),
    };
  }
}
