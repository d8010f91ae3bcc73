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
  usualPostgresSettings,
} from './postgres/postgres-pool.ts';
import type { PostgresSettings } from './postgres/postgres-pool.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { runMigrations } from './run-migrations.ts';
import type { OnMigrations } from './run-migrations.ts';
import { reached } from './storage-failure.ts';

/** What our entities call a type, and what PostgreSQL does. */
const typeNames: Readonly<Record<string, string>> = { blob: 'bytea', double: 'double precision' };

/** Held by whoever runs the migrations: two first starts at once would run one twice. */
export const migrationLock = 0x72_65_6c_61_79_00 + 1;

const knownMigrations = postgresMigrations.map((Migration) => new Migration().name);

/** A PostgreSQL database, opened. */
export interface OpenedPostgres {
  readonly database: Database;
  /** For single statements beside `Database`. */
  readonly pool: Pool;
  /** By what the database said once it was opened; see `Presence` for who asks again. */
  readonly clock: DatabaseClock;
  readonly close: () => Promise<void>;
}

/**
 * Opens a PostgreSQL database and brings its tables up to date, one process at a time.
 *
 * @throws {ConfigError} when the relay cannot work on it (see `checkServer`), it is another program's,
 *   or, with `besideRelay`, no database of this version
 */
export async function openPostgres(
  options: Partial<PostgresSettings> & {
    readonly url: string;
    /** For a command that adds a row or two, while relays work on the database or not. */
    readonly besideRelay?: boolean;
    /** Asks the database for the first time; left out, a new one. */
    readonly clock?: DatabaseClock | undefined;
    readonly onMigrations?: OnMigrations;
  },
): Promise<OpenedPostgres> {
  const { besideRelay = false, clock = new DatabaseClock(), onMigrations, ...given } = options;
  const settings: PostgresSettings = { ...usualPostgresSettings, ...given };
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
    ...options,
  });
  acceptEntities(source);
  return source;
}

/** Without the time-outs of every day: a migration takes as long as it takes. */
async function migrate(settings: PostgresSettings, onMigrations?: OnMigrations): Promise<void> {
  const source = dataSource(settings, {
    extra: {
      connectionTimeoutMillis: 10_000,
      application_name: 'invoice-relay migrations',
      onConnect: (client: PoolClient) => client.query(patientSession),
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
      // Ends the session, and the lock with it, whatever became of it.
      client.release(true);
    }
  } finally {
    await source.destroy();
  }
}

/** So often a migration is begun again that met processes of the version before at work. */
const mostDeadlocks = 20;

async function migrateAtWork(source: DataSource, onMigrations?: OnMigrations): Promise<void> {
  for (let deadlocks = 1; ; deadlocks += 1) {
    try {
      await runMigrations(source, onMigrations);
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== '40P01' || deadlocks === mostDeadlocks)
        throw error;
    }
  }
}

/** A command leaves migrations to the relay: that one may be running, in the version before. */
async function refuseOtherVersion(source: DataSource): Promise<void> {
  if (!(await source.showMigrations())) return;
  throw new ConfigError([
    'DATABASE_URL: this is not a database of this version of the relay. Start the relay of this version on it first.',
  ]);
}

/**
 * Texts compare and are sorted byte by byte, as on SQLite, whatever the language of the server. Nearly
 * all of them are keys: that takes a fraction of the time, and an index is no other one when the
 * server's C library is, which orders words of a language as it likes.
 */
const collation = 'C';

/** Entities are written once, with the names of types that SQLite has. */
export function acceptEntities({ driver }: DataSource): void {
  const normalizeType = driver.normalizeType.bind(driver);
  driver.supportedDataTypes.push('blob', 'double');
  driver.normalizeType = (column) => {
    const type = normalizeType(column);
    if (type === 'text') (column as { collation?: string | undefined }).collation = collation;
    // What the database numbers itself is 64 bits wide, as on SQLite.
    if (type === 'integer' && (column as { isGenerated?: boolean }).isGenerated === true) {
      return 'bigint';
    }
    return typeNames[type] ?? type;
  };
  // Anybody may put NUL in an id that is asked for: no text of PostgreSQL has it.
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
 * TypeORM's view of a connection on which a transaction is open. `PostgresEngine` begins and ends
 * it, so TypeORM has to believe that it did so itself, or it would begin another.
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
