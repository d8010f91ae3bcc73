import { open } from 'node:fs/promises';

import pg from 'pg';
import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const server = sharedPostgres();

/** Also of the files. Bytes. */
const pageSize = 8_192;

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Overwrites the first page of a table on the disk, as the server starts and has not read it. */
async function damageTable(url: string, table: string): Promise<void> {
  await ask(url, 'CHECKPOINT');
  const [file] = await ask<{ path: string }>(
    url,
    `SELECT current_setting('data_directory') || '/' || pg_relation_filepath('${table}') AS "path"`,
  );
  await server.crash?.();
  await using handle = await open(file?.path ?? '', 'r+');
  await handle.write(Buffer.alloc(pageSize, 0xa5), 0, pageSize, 0);
}

test.skipIf(process.env['TEST_DATABASE_URL'])(
  'a damaged page of PostgreSQL is reported to whoever needs it, and all else goes on',
  async () => {
    const url = await server.createDatabase();
    await using subscriber = await startSubscriber();
    await using relay = await startTestRelay({
      environment: {
        DATABASE_URL: url,
        RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      },
    });
    const { ingestUrl } = await relay.connect();
    const { id } = await relay.subscribe({ url: subscriber.url });
    await relay.post(ingestUrl, signedBody(activity()));
    const deliveries = '/v1/deliveries?status=delivered';
    await until(async () =>
      expect((await relay.call('GET', deliveries)).body.data).toHaveLength(1),
    );
    const [delivery] = (await relay.call('GET', deliveries)).body.data;
    const readAttempts = () => relay.call('GET', `/v1/deliveries/${delivery.id}`);
    expect((await readAttempts()).status).toBe(200);
    await relay.call('PATCH', `/v1/subscriptions/${id}`, { status: 'paused' });
    await relay.stop();
    await damageTable(url, 'attempts');
    await relay.restart();

    const failed = await readAttempts();
    expect([failed.status, failed.body.code]).toEqual([503, 'storage_unavailable']);
    expect(failed.body.detail).toContain('PostgreSQL found a damaged page');
    expect(relay.log()).toContain('XX001');
    // What arrives is as safe as before: the server is restored from its write-ahead log.
    expect((await relay.call('GET', '/readyz')).status).toBe(200);
    expect((await relay.post(ingestUrl, signedBody(activity()))).status).toBe(200);
    await until(async () =>
      expect((await relay.call('GET', '/v1/events')).body.data).toHaveLength(2),
    );

    await ask(url, 'TRUNCATE "attempts"');
    expect((await readAttempts()).status).toBe(200);
  },
);
