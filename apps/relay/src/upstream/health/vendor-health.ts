import type { VendorError } from '@invoice-relay/core/errors';
import { maskLinksInText } from '@invoice-relay/core/events';

import type { Database } from '../../database/database.ts';
import {
  countVendorFailure,
  endVendorFailure,
  findVendorHealth,
  nameConnections,
  markVendorFailureReported,
} from '../../database/tables/connection-health.ts';
import { sql } from '../../database/sql/sql.ts';
import type { Transaction } from '../../database/transaction.ts';
import {
  connectionFailing,
  connectionRecovered,
} from '../../pipeline/operational/connection-events.ts';
import { failingAfterVendorFailures } from '../../operations/config/failing-limits.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import type { OperationalLog } from '../../pipeline/operational/operational-log.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { isOutage } from '../access/is-outage.ts';

/** The result of contacting a connection's vendor. */
export interface VendorOutcome {
  readonly connectionId: string;
  /** Why it could not be reached, human-readable; null if it responded. */
  readonly failure: string | null;
  /** The kind of failure; if omitted, a temporary one. */
  readonly code?: VendorError['code'] | undefined;
}

/**
 * Records since when the vendor of each connection cannot be reached, whoever contacts it, and
 * reports it by operational events: once when it has lasted, and once when it is over.
 */
export class VendorHealth {
  readonly #database: Database;
  readonly #log: OperationalLog;
  readonly #limits: FailingLimits;
  readonly #clock: Clock;

  constructor(options: {
    readonly database: Database;
    readonly log: OperationalLog;
    readonly limits: FailingLimits;
    readonly clock: Clock;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#limits = options.limits;
    this.#clock = options.clock;
  }

  /**
   * The same for an error thrown by a vendor's client; one about a single document says nothing.
   */
  async noteError(options: {
    readonly connectionId: string;
    readonly error: Pick<VendorError, 'code' | 'message'>;
  }): Promise<void> {
    const { connectionId, error } = options;
    const { code, message } = error;
    if (isOutage(error)) await this.note({ connectionId, failure: message, code });
  }

  /**
   * Records the result of one request. If a connection is polled, only its polls determine its
   * health: a vendor whose list fails may well respond about one document. Nobody needs to know
   * about the vendor of one that was deleted while it was being called.
   */
  async note(outcome: VendorOutcome): Promise<void> {
    const { connectionId, failure } = outcome;
    const matters = await this.#database.read(
      async (tx) =>
        (await isJudgedByRequests(tx, connectionId)) &&
        (failure !== null || (await findVendorHealth(tx, connectionId)) !== undefined),
    );
    if (matters) await this.#database.write((tx) => this.noteIn(tx, outcome));
  }

  /**
   * The same inside the caller's transaction, for whoever determines the health of the connection.
   */
  async noteIn(tx: Transaction, outcome: VendorOutcome): Promise<void> {
    const { connectionId, failure, code = 'vendor_unreachable' } = outcome;
    if (failure === null) await this.#recovered(tx, connectionId);
    else await this.#failed(tx, { connectionId, reason: failure, code });
  }

  async #failed(
    tx: Transaction,
    options: { readonly connectionId: string; readonly reason: string; readonly code: string },
  ): Promise<void> {
    const { connectionId, reason, code } = options;
    const now = this.#clock.now();
    const health = await countVendorFailure(tx, { connectionId, code, now });
    const isFailing =
      health.failedAttempts >= failingAfterVendorFailures &&
      now - health.failingSince >= this.#limits.afterMs;
    if (health.reportedAt !== null || !isFailing) return;
    const connection = (await nameConnections(tx, [connectionId])).get(connectionId);
    if (connection === undefined) return;
    await markVendorFailureReported(tx, { connectionId, now });
    const events = [connectionFailing(connection, { health, reason: maskLinksInText(reason) })];
    await this.#log.append(tx, { events, now });
  }

  async #recovered(tx: Transaction, connectionId: string): Promise<void> {
    const health = await findVendorHealth(tx, connectionId);
    if (health === undefined) return;
    await endVendorFailure(tx, connectionId);
    if (health.reportedAt === null) return;
    const connection = (await nameConnections(tx, [connectionId])).get(connectionId);
    if (connection === undefined) return;
    const events = [connectionRecovered(connection, health)];
    await this.#log.append(tx, { events, now: this.#clock.now() });
  }
}

/** Whether it exists, and is not polled. */
async function isJudgedByRequests(tx: Transaction, connectionId: string): Promise<boolean> {
  const row = await tx.first(
    sql`SELECT 1 AS "judged" FROM "connections"
        WHERE "id" = ${connectionId} AND "deleted_at" IS NULL
          AND NOT EXISTS (SELECT 1 FROM "polls" WHERE "connection_id" = ${connectionId})`,
  );
  return row !== undefined;
}
