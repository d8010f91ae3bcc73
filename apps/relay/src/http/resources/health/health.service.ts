import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Logger } from 'pino';

import { Database } from '../../../database/database.ts';
import type { InboxWriter } from '../../../database/inbox/inbox.ts';
import { ProjectorSignal } from '../../../pipeline/project/projector-signal.ts';
import { ProjectorWatch } from '../../../pipeline/project/projector-watch.ts';
import { dutiesOf } from '../../../operations/config/config.ts';
import type { RelayConfig } from '../../../operations/config/config.ts';
import { CONFIG, INBOX, LOGGER } from '../../../shared/tokens.ts';
import { storageReason } from '../../../database/storage-failure.ts';
import { opensDatabase } from '../../../database/vault/open-vault.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { Readiness } from './readiness.ts';
import { sql } from '../../../database/sql/sql.ts';
import { writeSetting } from '../../../database/tables/settings.ts';

/** How long to wait for another process that holds the database. Milliseconds. */
const patienceMs = 500;

/**
 * After this time the caller is told that the database does not respond: a server, or a network on
 * the way to it, that went silent is only given up later (see `unheardMs` in `postgres-pool.ts`).
 */
const respondWithinMs = 10_000;

export interface HealthReport {
  readonly status: 'ok' | 'unavailable';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
  /** Why a check failed, as a human-readable sentence, where more is known. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/** Whether the relay can do its work now. */
@Injectable()
export class HealthService {
  #isReady = true;
  /** The previous check has not been answered yet, after all this time. */
  #isUnanswered = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(CONFIG) private readonly config: Pick<RelayConfig, 'role'>,
    @Optional() @Inject(INBOX) private readonly inbox?: InboxWriter,
    @Optional() @Inject(ProjectorSignal) private readonly projector?: ProjectorSignal,
    @Optional() @Inject(Vault) private readonly vault?: Vault,
    @Optional() @Inject(LOGGER) private readonly logger?: Logger,
    @Optional() @Inject(ProjectorWatch) private readonly projectorWatch?: ProjectorWatch,
  ) {}

  async check(options: { readonly withinMs?: number } = {}): Promise<HealthReport> {
    // Repeated checks must not take one connection after the other.
    if (this.#isUnanswered) return this.#unanswered();
    const asked = this.#ask();
    const late = Symbol('late');
    const { promise, resolve } = Promise.withResolvers<typeof late>();
    const timer = setTimeout(resolve, options.withinMs ?? respondWithinMs, late);
    const report = await Promise.race([asked, promise]).finally(() => clearTimeout(timer));
    if (report !== late) return report;
    this.#isUnanswered = true;
    const answered = (): void => void (this.#isUnanswered = false);
    asked.then(answered, answered);
    return this.#unanswered();
  }

  #unanswered(): HealthReport {
    const checks = { database: false, running: !this.readiness.stopping };
    this.#logChange(checks);
    return reportOf(checks, { database: 'The database does not respond.' });
  }

  async #ask(): Promise<HealthReport> {
    const applied = await this.#appliedMigrations();
    const silence = this.projectorWatch?.problem();
    const checks = {
      database: applied !== undefined,
      storage: (await this.#canStore()) && (await this.#canTake()),
      migrations:
        applied !== undefined && this.database.migrations.every((name) => applied.has(name)),
      ...(this.vault === undefined ? {} : { encryptionKey: await this.#opens(this.vault) }),
      ...(this.projector === undefined || !dutiesOf(this.config.role).work
        ? {}
        : { projector: !this.projector.isFailing && silence === undefined }),
      running: !this.readiness.stopping,
    };
    this.#logChange(checks);
    const { damage } = this.database;
    const reasons = {
      ...(damage === undefined ? {} : { storage: storageReason(damage) }),
      ...(silence === undefined ? {} : { projector: silence }),
    };
    return reportOf(checks, Object.keys(reasons).length === 0 ? undefined : reasons);
  }

  /** Logged once per change, as health checks keep coming. */
  #logChange(checks: Readonly<Record<string, boolean>>): void {
    const isReady = Object.values(checks).every(Boolean);
    if (isReady === this.#isReady) return;
    this.#isReady = isReady;
    if (isReady) this.logger?.info('the relay is ready again');
    else this.logger?.warn({ checks }, 'the relay is not ready: see the checks that failed');
  }

  /**
   * Whether the disk accepts writes. Only after a failure is anything written to find out, so that
   * a relay that waits for disk space is not put back into service too soon or never.
   */
  async #canStore(): Promise<boolean> {
    const { damage } = this.database;
    if (damage !== undefined) {
      if (this.#isReady) {
        this.logger?.error(
          { err: damage },
          'the database is damaged: stop the relay, restore relay.sqlite and relay.sqlite.inbox from a backup, and start the relay again',
        );
      }
      return false;
    }
    if (this.database.isStuck) {
      if (this.#isReady) {
        this.logger?.error(
          'a transaction never ends, which is a bug in the relay: restart the relay, and report this',
        );
      }
      return false;
    }
    if (this.database.writable) return true;
    try {
      await this.database.write(
        (tx) => writeSetting(tx, { name: 'write_check', value: 'x'.repeat(8192) }),
        // Outside the line of writers: long writes by others say nothing about the disk, and a
        // relay taken out of service for them would no longer receive webhooks, which do not queue
        // there.
        { patienceMs, inLine: false },
      );
      return true;
    } catch (error) {
      if (this.#isReady) this.logger?.error({ err: error }, 'the database cannot be written to');
      return false;
    }
  }

  /** The same for the file that stores requests before their 200. */
  async #canTake(): Promise<boolean> {
    return this.inbox === undefined || this.inbox.writable || this.inbox.probe();
  }

  /**
   * Whether the secrets in the database can be decrypted. Unknown if the database does not respond.
   */
  async #opens(vault: Vault): Promise<boolean> {
    try {
      return await this.database.read((tx) => opensDatabase(tx, vault));
    } catch {
      return true;
    }
  }

  /** @returns undefined if the database does not respond */
  async #appliedMigrations(): Promise<Set<string> | undefined> {
    try {
      const rows = await this.database.read((transaction) =>
        transaction.all<{ name: string }>(sql`SELECT "name" FROM "migrations"`),
      );
      return new Set(rows.map(({ name }) => name));
    } catch {
      return undefined;
    }
  }
}

function reportOf(
  checks: Readonly<Record<string, boolean>>,
  reasons: HealthReport['reasons'],
): HealthReport {
  return {
    status: Object.values(checks).every(Boolean) ? 'ok' : 'unavailable',
    checks: Object.fromEntries(
      Object.entries(checks).map(([name, good]) => [name, good ? 'ok' : 'failed']),
    ),
    ...(reasons === undefined ? {} : { reasons }),
  };
}
