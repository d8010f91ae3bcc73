import { FaultyPostgres } from '../apps/relay/test/faults/support/postgres.ts';
import { fillPostgresLog } from './support/fill-postgres-log.ts';
import { generate } from './support/generate.ts';
import { measureBareDelivery, measureDeliveryOf } from './support/measure-delivery.ts';
import { measureCeiling, measureIngestOf } from './support/measure-ingest.ts';
import { flag, median, option, textOption } from './support/options.ts';
import { countStatements, showStatements } from './support/postgres-statements.ts';
import { authSecret, startRelay } from './support/relay.ts';
import type { BenchRelay } from './support/relay.ts';
import { report, writeResult } from './support/report.ts';
import type { Ratio } from './support/report.ts';
import { startSink } from './support/sink.ts';

/**
 * Measures the relay on PostgreSQL: ingest compared with a minimal receiver on the same server,
 * delivery with one and two workers compared with a bare undici loop, and both with millions of
 * events stored.
 *
 *   node --conditions=@invoice-relay/source bench/postgres.ts [--only=ingest,delivery,long-log]
 *     [--count=20000] [--deliveries=20000] [--rounds=2] [--events=5000000]
 */
const load = { count: option('count', 20_000), connections: 64, urls: 20 };
const deliveries = option('deliveries', 20_000);
const rounds = option('rounds', 2);
const events = option('events', 5_000_000);
const subscriptions = 10;
/** Deliveries before the clock starts, per worker and for the bare loop. */
const warmUp = 20_000;
const only = textOption('only')?.split(',') ?? ['ingest', 'delivery', 'long-log'];

const countsStatements = flag('statements');

await using server = await FaultyPostgres.start({
  settings: countsStatements ? countStatements : [],
});
using sink = await startSink();
const ratios: Ratio[] = [];
if (only.includes('ingest')) await ingest();
if (only.includes('delivery')) await delivery();
if (only.includes('long-log')) await longLog();
writeResult('postgres', { ...load, deliveries, rounds, events, ratios });

async function ingest(): Promise<void> {
  const bare: number[] = [];
  const relays: Awaited<ReturnType<typeof measureIngestOf>>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ceiling = await measureCeiling({ ...load, postgresUrl: await server.createDatabase() });
    bare.push(ceiling.perSecond);
    const postgresUrl = await server.createDatabase();
    await using relay = await startRelay({ connections: load.urls, postgresUrl });
    relays.push(await measureIngestOf(relay, { ...load, subscriptions: 0 }));
    if (countsStatements) await showStatements({ url: postgresUrl, per: load.count });
  }
  const base = median(bare);
  const acknowledged = median(relays.map(({ perSecond }) => perSecond));
  const meanwhile = median(relays.map(({ eventsMeanwhile }) => eventsMeanwhile));
  report(`Ingest on PostgreSQL: ${load.count} webhooks, ${load.connections} connections`, [
    { what: 'baseline: verify and store only', 'acknowledged/s': base },
    {
      what: 'relay, one process',
      'acknowledged/s': acknowledged,
      ratio: acknowledged / base,
      'events made/s meanwhile': meanwhile,
      'ratio of events': meanwhile / base,
    },
  ]);
  const part = 'PostgreSQL: ingest';
  ratios.push(
    { part, what: 'acknowledged', ratio: acknowledged / base, atLeast: 0.45 },
    { part, what: 'events meanwhile', ratio: meanwhile / base },
  );
}

/** Deliveries per second of one API process and this many workers. */
async function deliver(workers: number): Promise<number> {
  const postgresUrl = await server.createDatabase();
  await using api = await startRelay({
    connections: load.urls,
    postgresUrl,
    environment: { RELAY_ROLE: 'api' },
  });
  await using all = new AsyncDisposableStack();
  for (let count = 0; count < workers; count += 1) {
    all.use(await startWorker(postgresUrl));
  }
  const perSecond = await measureDeliveryOf(api, { sink, deliveries, subscriptions, warmUp });
  if (countsStatements) await showStatements({ url: postgresUrl, per: deliveries });
  return perSecond;
}

function startWorker(postgresUrl: string): Promise<BenchRelay> {
  return startRelay({ connections: 0, postgresUrl, environment: { RELAY_ROLE: 'worker' } });
}

async function delivery(): Promise<void> {
  const bare: number[] = [];
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await measureBareDelivery({ sink, deliveries, concurrency: 64, warmUp }));
    one.push(await deliver(1));
    two.push(await deliver(2));
  }
  const base = median(bare);
  const rows = [
    { what: 'one worker', 'deliveries/s': median(one), ratio: median(one) / base },
    { what: 'two workers', 'deliveries/s': median(two), ratio: median(two) / base },
  ];
  report(`Delivery on PostgreSQL: ${deliveries} deliveries of ${subscriptions} subscriptions`, [
    { what: 'baseline: a bare undici loop, 64 at a time', 'deliveries/s': base },
    ...rows,
  ]);
  const part = 'PostgreSQL: delivery';
  ratios.push(
    { part, what: 'one worker', ratio: median(one) / base, atLeast: 0.4 },
    { part, what: 'two workers', ratio: median(two) / base, atLeast: 0.4 },
    { part, what: 'two beside one', ratio: median(two) / median(one), atLeast: 1.3 },
  );
}

/**
 * Prepares a stopped relay with this many events in its log. Each start of it is one measurement.
 */
async function prepareLog(stored: number) {
  const postgresUrl = await server.createDatabase();
  const relay = await startRelay({ connections: load.urls, postgresUrl });
  try {
    sink.reset();
    const id = await relay.subscribe(sink.url('/ok/before'));
    const one = { authSecret, connections: 1, from: 900_000, count: 1 };
    await generate({ ...one, urls: relay.ingestUrls });
    await sink.waitFor('/ok/before', 1);
    await relay.setStatus(id, 'paused');
  } finally {
    await relay.stop();
  }
  if (stored > 0) {
    const startedAt = performance.now();
    await fillPostgresLog({ url: postgresUrl, events: stored });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
    process.stdout.write(`\n  A log of ${stored} events was filled in ${seconds} s\n`);
  }
  return async () => {
    await using again = await startRelay({ again: relay, postgresUrl });
    // The paused subscription that the log was filled with gets deliveries, too.
    const ingested = await measureIngestOf(again, { ...load, subscriptions: 1 });
    return {
      ingest: ingested.eventsInAll,
      delivery: await measureDeliveryOf(again, { sink, deliveries, subscriptions, warmUp }),
    };
  };
}

async function longLog(): Promise<void> {
  const measureShort = await prepareLog(0);
  const measureLong = await prepareLog(events);
  const short: Awaited<ReturnType<typeof measureShort>>[] = [];
  const long: Awaited<ReturnType<typeof measureLong>>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    short.push(await measureShort());
    long.push(await measureLong());
  }
  const ingested = (of: typeof short) => median(of.map((one) => one.ingest));
  const delivered = (of: typeof short) => median(of.map((one) => one.delivery));
  report(`Long log on PostgreSQL: with ${events} events stored and with none`, [
    {
      what: 'baseline: an empty log',
      'events made/s': ingested(short),
      'deliveries/s': delivered(short),
    },
    {
      what: `${events} events stored`,
      'events made/s': ingested(long),
      'deliveries/s': delivered(long),
    },
  ]);
  const part = `PostgreSQL: log of ${events}`;
  ratios.push(
    { part, what: 'ingest', ratio: ingested(long) / ingested(short), atLeast: 0.9 },
    { part, what: 'delivery', ratio: delivered(long) / delivered(short), atLeast: 0.9 },
  );
}
