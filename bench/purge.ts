import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';

import { fillLog } from './support/fill-log.ts';
import { post, webhook } from './support/load.ts';
import { option } from './support/options.ts';
import { startRelay } from './support/relay.ts';
import type { BenchRelay } from './support/relay.ts';
import { report, writeResult } from './support/report.ts';
import { startSink } from './support/sink.ts';

/**
 * Measures whether webhooks wait for a purge: response times at a steady rate while the relay
 * purges old rows, and while it has nothing to purge, on the same database with millions of rows,
 * in alternating rounds.
 *
 *   node bench/purge.ts [--rows=5000000] [--rate=200] [--seconds=15] [--rounds=3]
 */
const rows = option('rows', 5_000_000);
const rate = option('rate', 200);
const seconds = option('seconds', 15);
const rounds = option('rounds', 3);

/** The first seconds of a round, in which the relay has just started, are not measured. */
const warmUpSeconds = 3;
const weekMs = 7 * 24 * 60 * 60_000;

const days = (count: number): Record<string, string> => ({
  RELAY_KEEP_ANSWERS_DAYS: String(count),
  RELAY_KEEP_DELIVERIES_DAYS: String(count),
  RELAY_KEEP_ACTIVITIES_DAYS: String(count),
  RELAY_KEEP_EVENTS_DAYS: String(count),
});
const kept = days(0);
const purged = days(1);

const require = createRequire(new URL('../apps/relay/package.json', import.meta.url));
const BetterSqlite3 = require('better-sqlite3');

using sink = await startSink();

/**
 * Prepares a stopped relay with an event, its activity and its delivery for every three rows, all a
 * week old.
 */
async function prepare(): Promise<BenchRelay> {
  const relay = await startRelay({ environment: kept });
  const subscription = await relay.subscribe(sink.url('/ok/before'));
  await post(relay.ingestUrl, webhook(900_000));
  await sink.waitFor('/ok/before', 1);
  await relay.setStatus(subscription, 'paused');
  await relay.stop();
  const database = new BetterSqlite3(relay.path);
  const then = Date.now() - weekMs;
  database.exec(`UPDATE "activities" SET "received_at" = ${then}`);
  database.exec(`UPDATE "events" SET "received_at" = ${then}`);
  database.exec(`UPDATE "deliveries" SET "created_at" = ${then}, "finished_at" = ${then}`);
  database.close();
  process.stdout.write(`filling ${rows} rows …\n`);
  fillLog({ path: relay.path, events: Math.ceil(rows / 3), status: 'delivered' });
  return relay;
}

let nextId = 1_000_000;

/** @returns the response time in milliseconds */
async function answered(url: string, id: number): Promise<number> {
  const sentAt = performance.now();
  const status = await post(url, webhook(id));
  if (status !== 200) throw new Error(`A webhook was answered ${status}.`);
  return performance.now() - sentAt;
}

/** Returns the response times in milliseconds. */
async function answers(url: string): Promise<number[]> {
  const took: number[] = [];
  const pending: Promise<number>[] = [];
  const startedAt = performance.now();
  const count = rate * (seconds + warmUpSeconds);
  for (let index = 0; index < count; index += 1) {
    const wait = startedAt + (index * 1_000) / rate - performance.now();
    if (wait > 0) {
      await setTimeout(wait);
    }
    nextId += 1;
    pending.push(
      answered(url, nextId).then((ms) => (index < rate * warmUpSeconds ? 0 : took.push(ms))),
    );
  }
  await Promise.all(pending);
  return took;
}

async function measure(stopped: BenchRelay, environment: Record<string, string>) {
  const relay = await startRelay({ again: stopped, environment });
  try {
    return await answers(relay.ingestUrls[0] as string);
  } finally {
    await relay.stop();
  }
}

/** Total number of rows deleted or emptied, as counted by the relay. */
function purgedRows(path: string): number {
  const database = new BetterSqlite3(path, { readonly: true });
  const value = database
    .prepare(`SELECT "value" FROM "settings" WHERE "name" = 'retention'`)
    .pluck()
    .get() as string | undefined;
  database.close();
  const counts = value === undefined ? {} : (JSON.parse(value) as { purged: object }).purged;
  return Object.values(counts as Record<string, number>).reduce((sum, one) => sum + one, 0);
}

const at = (latencies: readonly number[], share: number): number =>
  latencies.toSorted((a, b) => a - b)[Math.floor((latencies.length - 1) * share)] ?? Number.NaN;

await using stopped = await prepare();
const idle: number[] = [];
const purging: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  idle.push(...(await measure(stopped, kept)));
  const before = purgedRows(stopped.path);
  purging.push(...(await measure(stopped, purged)));
  const count = purgedRows(stopped.path) - before;
  process.stdout.write(`round ${round + 1}: ${count} rows purged meanwhile\n`);
  if (count === 0) {
    process.stdout.write('  VOID: nothing was left to purge; take more --rows.\n');
    process.exitCode = 1;
  }
}
const row = (latencies: readonly number[]) => ({
  'p50 ms': at(latencies, 0.5),
  'p99 ms': at(latencies, 0.99),
});
const ratio = at(purging, 0.99) / at(idle, 0.99);
const total = purgedRows(stopped.path);
report(`Purge: answers to ${rate} webhooks a second; ${total} of ${rows} old rows were purged`, [
  { what: 'baseline: nothing to purge', ...row(idle) },
  { what: 'while it purges', ...row(purging), 'ratio of p99': ratio },
]);
writeResult('purge', {
  rows,
  purged: total,
  rate,
  seconds,
  rounds,
  idle: row(idle),
  purging: row(purging),
  ratios: [{ part: `purge of ${rows} rows`, what: 'p99 of ingest', ratio, atMost: 1.5 }],
});
