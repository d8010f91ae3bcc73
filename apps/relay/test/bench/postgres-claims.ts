import pg from 'pg';

import { Database } from '../../src/database/database.ts';
import { Leases } from '../../src/database/leases.ts';
import { openPostgresThread } from '../../src/database/postgres/open-postgres-thread.ts';
import { defaultPostgresSettings } from '../../src/database/postgres/postgres-pool.ts';
import { SharedDeliveryQueue } from '../../src/pipeline/lanes/shared-delivery-queue.ts';
import { FaultyPostgres } from '../faults/support/postgres.ts';
import { RelayHost } from '../faults/support/relay-host.ts';
import { optionsOrEnd } from '../support/command-options.ts';

const help = `What a claim on PostgreSQL takes while many deliveries wait for their retry, beside none in the same
run.

  npx -y pnpm@12 bench:postgres [--waiting=1000000] [--claims=300]
  npx -y pnpm@12 bench:postgres --help    this text
`;
const values = optionsOrEnd({ help, numbers: ['waiting', 'claims'], texts: {} });
const waiting = Number(values.waiting ?? 1_000_000);
const claims = Number(values.claims ?? 300);

/** The number of due deliveries of the one subscription that is claimed for. */
const due = 5_000;

/** The goal: a claim may take this many times as long. */
const reach = 1.5;

await using server = await FaultyPostgres.start();
const url = await server.createDatabase();
// A relay creates its tables.
const relay = await RelayHost.create({
  DATABASE_URL: url,
  RELAY_API_KEY: 'an-administrator-key-for-benchmarks',
  RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
});
relay.start();
await relay.ready();
await relay.stop();
const client = new pg.Client({ connectionString: url });
await client.connect();
const database = new Database(openPostgresThread({ ...defaultPostgresSettings, url }));
const queue = new SharedDeliveryQueue({
  database,
  leases: new Leases({ database, owner: 'bench' }),
});

await putLanes({ subscriptionId: 'sub_due', count: due, dueAt: 1 });
// Warming up is not measured.
await measure();
const none = await measure();
await putLanes({ subscriptionId: 'sub_waiting', count: waiting, dueAt: Date.now() + 3_600_000 });
const many = await measure();
const ratio = many / none;
process.stdout.write(
  `A claim of 64: ${none.toFixed(2)} ms with nothing waiting, ${many.toFixed(2)} ms with ${waiting.toLocaleString('en')} waiting: ${ratio.toFixed(2)} times (reach ${reach}).\n`,
);
await database.close();
await client.end();
if (ratio > reach) process.exitCode = 1;

async function putLanes(lanes: {
  readonly subscriptionId: string;
  readonly count: number;
  readonly dueAt: number;
}): Promise<void> {
  const { subscriptionId, count, dueAt } = lanes;
  const retries = dueAt > 1 ? 1 : 0;
  await client.query(
    `WITH "made" AS (
       INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "created_at")
       SELECT $1, n, 'invoice/' || n, 'pending', 0 FROM generate_series(1, $2::int) AS n
       RETURNING "seq", "event_seq", "lane")
     INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
       "priority", "due_at")
     SELECT $1, "lane", "seq", "event_seq", $4::int, $4::int, $3::bigint FROM "made"`,
    [subscriptionId, count, dueAt, retries],
  );
  await client.query('VACUUM ANALYZE "lanes"');
  await client.query('VACUUM ANALYZE "deliveries"');
}

/** Returns the median in milliseconds. What is claimed is released outside the measurement. */
async function measure(): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < claims; count += 1) {
    const startedAt = performance.now();
    const found = await queue.claim({
      demands: [
        { subscriptionId: 'sub_due', limit: 64 },
        { subscriptionId: 'sub_waiting', limit: 64 },
      ],
      now: Date.now(),
    });
    times.push(performance.now() - startedAt);
    if (found.length !== 64) throw new Error(`${found.length} of 64 were claimed.`);
    await queue.release(found);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
