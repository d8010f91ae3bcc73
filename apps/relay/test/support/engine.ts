import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

import pg from 'pg';
import { inject } from 'vitest';

import { openPostgres } from '../../src/database/open-postgres.ts';

/** The server of the run, if tests run on PostgreSQL; see `vitest.config.ts`. */
const serverUrl: string | undefined = inject('postgresUrl');

/** The engine of this test run. */
export const engine: 'sqlite' | 'postgres' = serverUrl === undefined ? 'sqlite' : 'postgres';

/** A database with all tables and no rows that tests copy; a new one for each set of migrations. */
const templateName = `relay_template_${hashOf('../../src/database/migrations/postgres/')}`;

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const url = new URL(folder, import.meta.url);
  for (const name of readdirSync(url).toSorted()) hash.update(readFileSync(new URL(name, url)));
  return hash.digest('hex').slice(0, 12);
}

/** Held while the template is created. */
const templateLock = 7_001;

/** A separate database with all tables, removed at the end. */
export async function copyTemplate(): Promise<AsyncDisposable & { readonly url: string }> {
  if (serverUrl === undefined) throw new Error('These tests run on SQLite.');
  await (ready ??= makeTemplate(serverUrl));
  const name = `relay_test_${randomBytes(6).toString('hex')}`;
  await ask(serverUrl, `CREATE DATABASE "${name}" TEMPLATE "${templateName}" STRATEGY FILE_COPY`);
  return {
    url: urlOf(serverUrl, name),
    [Symbol.asyncDispose]: () => ask(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`),
  };
}

let ready: Promise<void> | undefined;

/** Created by the first caller: the migrations run once for the whole run. */
async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      templateName,
    ]);
    if (known.rowCount === 0) {
      await client.query(`CREATE DATABASE "${templateName}_draft"`);
      await (await openPostgres({ url: urlOf(server, `${templateName}_draft`) })).close();
      await client.query(`ALTER DATABASE "${templateName}_draft" RENAME TO "${templateName}"`);
    }
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function ask(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
