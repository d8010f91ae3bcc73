import { ConfigError } from '@invoice-relay/core/errors';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import type { EntityManager, QueryRunner } from 'typeorm';

import { Database } from './database.ts';
import { entities } from './entities/index.ts';
import { postgresMigrations } from './migrations/postgres/index.ts';
import { withoutNul } from './postgres/postgres-array.ts';
import { PostgresEngine } from './postgres/postgres-engine.ts';
import { checkServer } from './postgres/check-server.ts';
import { DatabaseClock } from './postgres/database-clock.ts';
import {
  hardenPool,
  patientSession,
  poolConfig,
  prepareSession,
  defaultPostgresSettings,
} from './postgres/postgres-pool.ts';
import type { PostgresSettings } from './postgres/postgres-pool.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { runMigrations } from './run-migrations.ts';
import type { OnMigrations } from './run-migrations.ts';
import { silentLogger } from './silent-logger.ts';
import { reached } from './storage-failure.ts';

/** Our entities' names of types, and PostgreSQL's. */
const typeNames: Readonly<Record<string, string>> = { blob: 'bytea', double: 'double precision' };

/** Held while running migrations: two concurrent first starts would run one twice. */
export const migrationLock = 0x72_65_6c_61_79_00 + 1;

const knownMigrations = postgresMigrations.map((Migration) => new Migration().name);

/** A PostgreSQL database, opened. */
export interface OpenedPostgres {
  readonly database: Database;
  /** For single statements beside `Database`. */
  readonly pool: Pool;
  /** Set by what the database said when it was opened; see `Presence` for what updates it. */
  readonly clock: DatabaseClock;
  readonly close: () => Promise<void>;
}

/**
 * Opens a PostgreSQL database and brings its tables up to date, one process at a time.
 *
 * @throws {ConfigError} if the relay cannot work on it (see `checkServer`), it belongs to another
 *   program, or, with `besideRelay`, it is not a database of this version
 */
export async function openPostgres(
  options: Partial<PostgresSettings> & {
    readonly url: string;
    /** For a command that adds a row or two, whether or not relays are running on the database. */
    readonly besideRelay?: boolean;
    /** The clock to set from the database; by default, a new one. */
    readonly clock?: DatabaseClock | undefined;
    readonly onMigrations?: OnMigrations;
  },
): Promise<OpenedPostgres> {
  const { besideRelay = false, clock = new DatabaseClock(), onMigrations, ...given } = options;
  const settings: PostgresSettings = { ...defaultPostgresSettings, ...given };
  if (!besideRelay) await migrate(settings, onMigrations);
  const source = dataSource(settings, { extra: poolConfig(settings) });
  await reached(source.initialize());
  const pool = hardenPool(poolOf(source));
  try {
    if (besideRelay) {
      await checkServer(pool);
      await refuseForeign(source);
      await refuseOtherVersion(source);
    }
    await reached(clock.ask(pool));
  } catch (error) {
    await source.destroy();
    throw error;
  }
  const engine = new PostgresEngine({
    pool,
    entities: () => source.manager,
    entitiesOf: (client) => entitiesOn({ source, client }),
    migrations: knownMigrations,
    close: () => source.destroy(),
  });
  const database = new Database(engine, { patienceMs: settings.lockTimeoutMs });
  return { database, pool, clock, close: () => database.close() };
}

function dataSource({ url }: PostgresSettings, options: { readonly extra: object }): DataSource {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations: postgresMigrations,
    logger: silentLogger,
    ...options,
  });
  acceptEntities(source);
  return source;
}

/** Without the usual timeouts: a migration takes as long as it takes. */
async function migrate(settings: PostgresSettings, onMigrations?: OnMigrations): Promise<void> {
  const source = dataSource(settings, {
    extra: {
      connectionTimeoutMillis: 10_000,
      application_name: 'invoice-relay migrations',
      onConnect: (client: PoolClient) => prepareSession(client, patientSession),
    },
  });
  await reached(source.initialize());
  try {
    const pool = hardenPool(poolOf(source));
    await checkServer(pool);
    const client = await pool.connect();
    try {
      await client.query(`SELECT pg_advisory_lock(${migrationLock})`);
      await refuseForeign(source);
      await migrateAtWork(source, onMigrations);
    } finally {
      // Ends the session, and the lock with it, whatever the outcome.
      client.release(true);
    }
  } finally {
    await source.destroy();
  }
}

/** How often a migration is retried that conflicted with processes of the previous version. */
const maxDeadlocks = 20;

async function migrateAtWork(source: DataSource, onMigrations?: OnMigrations): Promise<void> {
  for (let deadlocks = 1; ; deadlocks += 1) {
    try {
      await runMigrations(source, onMigrations);
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== '40P01' || deadlocks === maxDeadlocks) throw error;
    }
  }
}

/** A command leaves migrations to the relay, which may still be running in the previous version. */
async function refuseOtherVersion(source: DataSource): Promise<void> {
  if (!(await source.showMigrations())) return;
  throw new ConfigError([
    'DATABASE_URL: this is not a database of this version of the relay. Start the relay of this version on it first.',
  ]);
}

/**
 * Texts compare and sort bytewise, as on SQLite, whatever the server's locale. Nearly all of them
 * are keys: that takes a fraction of the time, and an index does not depend on the server's C
 * library, whose word order for a language may change.
 */
const collation = 'C';

/** Entities are defined once, with the type names of SQLite. */
export function acceptEntities({ driver }: DataSource): void {
  const normalizeType = driver.normalizeType.bind(driver);
  driver.supportedDataTypes.push('blob', 'double');
  driver.normalizeType = (column) => {
    const type = normalizeType(column);
    if (type === 'text') (column as { collation?: string | undefined }).collation = collation;
    // Generated numbers are 64 bits wide, as on SQLite.
    if (type === 'integer' && (column as { isGenerated?: boolean }).isGenerated === true) {
      return 'bigint';
    }
    return typeNames[type] ?? type;
  };
  // Anyone may put NUL in a requested id: no PostgreSQL text contains it.
  const escape = driver.escapeQueryWithParameters.bind(driver);
  driver.escapeQueryWithParameters = (...given) => {
    const [text, parameters] = escape(...given);
    return [text, parameters.map((one) => (typeof one === 'string' ? withoutNul(one) : one))];
  };
}

function poolOf({ driver }: DataSource): Pool {
  return (driver as unknown as { readonly master: Pool }).master;
}

/**
 * TypeORM's view of a connection with an open transaction. `PostgresEngine` begins and ends it, so
 * TypeORM has to believe that it did so itself, or it would begin another.
 */
function entitiesOn(options: {
  readonly source: DataSource;
  readonly client: PoolClient;
}): EntityManager {
  const runner = options.source.createQueryRunner() as QueryRunner & {
    databaseConnection: PoolClient;
    isTransactionActive: boolean;
    transactionDepth: number;
  };
  runner.databaseConnection = options.client;
  runner.isTransactionActive = true;
  runner.transactionDepth = 1;
  return runner.manager;
}
