import type { Pool, PoolClient } from 'pg';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { EntityManager, QueryRunner } from 'typeorm';

import { Database } from './database.ts';
import { entities } from './entities/index.ts';
import { postgresMigrations } from './migrations/postgres/index.ts';
import { PostgresEngine } from './postgres/postgres-engine.ts';

/** What our entities call a type, and what PostgreSQL does. */
const typeNames: Readonly<Record<string, string>> = { blob: 'bytea', double: 'double precision' };

/** 64-bit integers come as text. Ours are all within 2^53. */
const int8 = 20;

/** Connections of one process: those that write stand in a line anyway, and reads are short. */
const poolSize = 10;

/** Held by whoever runs the migrations: two first starts at once would run one twice. */
const migrationLock = 0x72_65_6c_61_79_00 + 1;

/**
 * Opens a PostgreSQL database and brings its tables up to date, one process at a time.
 *
 * @param options.url `postgres://user:password@host:port/database`
 */
export async function openPostgres(options: {
  readonly url: string;
}): Promise<{ readonly database: Database; readonly close: () => Promise<void> }> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: 'invoice-relay',
    entities,
    migrations: postgresMigrations,
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      // A statement of ours takes milliseconds; one that hangs must not hold its connection.
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
      types: {
        getTypeParser: (oid: number, format?: 'text' | 'binary') =>
          oid === int8 ? Number : pg.types.getTypeParser(oid, format),
      },
    },
  });
  acceptEntities(source);
  await source.initialize();
  try {
    await migrate(source);
  } catch (error) {
    await source.destroy();
    throw error;
  }
  const database = new Database(
    new PostgresEngine({
      pool: poolOf(source),
      entities: () => source.manager,
      entitiesOf: (client) => entitiesOn({ source, client }),
      close: () => source.destroy(),
    }),
  );
  return { database, close: () => database.close() };
}

async function migrate(source: DataSource): Promise<void> {
  const client = await poolOf(source).connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${migrationLock})`);
    await source.runMigrations({ transaction: 'each' });
  } finally {
    // Ends the session, and the lock with it, whatever became of it.
    client.release(true);
  }
}

/** Entities are written once, with the names of types that SQLite has. */
export function acceptEntities({ driver }: DataSource): void {
  const normalizeType = driver.normalizeType.bind(driver);
  driver.supportedDataTypes.push('blob', 'double');
  driver.normalizeType = (column) => {
    const type = normalizeType(column);
    // What the database numbers itself is 64 bits wide, as on SQLite.
    if (type === 'integer' && (column as { isGenerated?: boolean }).isGenerated === true) {
      return 'bigint';
    }
    return typeNames[type] ?? type;
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
