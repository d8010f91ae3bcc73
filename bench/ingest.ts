import { startCeiling } from './support/ceiling.ts';
import { generate } from './support/generate.ts';
import type { LoadResult } from './support/generator.ts';
import { cpuTime } from './support/cpu.ts';
import { median, option } from './support/options.ts';
import { authSecret, startRelay } from './support/relay.ts';
import { balance, report, writeResult } from './support/report.ts';
import { startSubscriber } from './support/subscriber.ts';

/**
 * How many webhooks are acknowledged, and become events, in a second: beside a receiver that does
 * the least, in the same run, a round of each in turn.
 *
 *   node bench/ingest.ts [--count=30000] [--rounds=3] [--connections=64] [--urls=20]
 */
const count = option('count', 30_000);
const rounds = option('rounds', 3);
const connections = option('connections', 64);
const urls = option('urls', 20);
const subscriptions = [0, 1, 10];

/** With the CPU time that each request took, in microseconds. */
interface Costed extends LoadResult {
  readonly cpu: number;
}

interface Measured extends Costed {
  readonly perSecond: number;
  /** Events a second while requests came, and until the last was made. */
  readonly eventsMeanwhile: number;
  readonly eventsInAll: number;
}

const load = { authSecret, connections };
const perSecond = ({ acknowledged, elapsedMs }: LoadResult): number =>
  (acknowledged / elapsedMs) * 1_000;

async function ceiling(): Promise<Costed> {
  await using receiver = await startCeiling();
  await generate({ ...load, urls: [receiver.url], from: 1, count: 2_000 });
  const before = cpuTime(receiver.pid);
  const result = await generate({ ...load, urls: [receiver.url], from: 1_000_000, count });
  const cpu = (cpuTime(receiver.pid) - before) / count;
  balance({ sent: 2_000 + count, delivered: await receiver.count() });
  return { ...result, cpu };
}

async function relay(subscribed: number): Promise<Measured> {
  await using subscriber = await startSubscriber({ status: 200 });
  await using server = await startRelay({ connections: urls });
  for (let index = 0; index < subscribed; index += 1) await server.subscribe(subscriber.url);
  await generate({ ...load, urls: server.ingestUrls, from: 1, count: 2_000 });
  await eventsReach(server, 2_000);
  const before = cpuTime(server.pid);
  const startedAt = performance.now();
  const result = await generate({ ...load, urls: server.ingestUrls, from: 1_000_000, count });
  const meanwhile = server.count('events') - 2_000;
  await eventsReach(server, 2_000 + count);
  const inAllMs = performance.now() - startedAt;
  balance({ sent: 2_000 + count, delivered: server.count('events') });
  balance({ sent: (2_000 + count) * subscribed, delivered: server.count('deliveries') });
  return {
    ...result,
    cpu: (cpuTime(server.pid) - before) / count,
    perSecond: perSecond(result),
    eventsMeanwhile: (meanwhile / result.elapsedMs) * 1_000,
    eventsInAll: (count / inAllMs) * 1_000,
  };
}

async function eventsReach(server: { count(table: 'events'): number }, target: number) {
  while (server.count('events') < target) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

const ceilings: Costed[] = [];
const measured = new Map<number, Measured[]>(subscriptions.map((of) => [of, []]));
for (let round = 0; round < rounds; round += 1) {
  ceilings.push(await ceiling());
  for (const of of subscriptions) measured.get(of)?.push(await relay(of));
}

const base = median(ceilings.map(perSecond));
const rows = subscriptions.map((of) => {
  const results = measured.get(of) ?? [];
  const acknowledged = median(results.map((result) => result.perSecond));
  const meanwhile = median(results.map((result) => result.eventsMeanwhile));
  return {
    what: `relay, ${of} subscriptions`,
    'acknowledged/s': acknowledged,
    ratio: acknowledged / base,
    'events made/s meanwhile': meanwhile,
    'ratio of events': meanwhile / base,
    'p99 ms': median(results.map(({ p99 }) => p99)),
    'CPU us': median(results.map(({ cpu }) => cpu)),
    refused: results.flatMap(({ refused }) => Object.values(refused)).reduce((a, b) => a + b, 0),
  };
});
report(`Ingest: ${count} webhooks, ${connections} connections, ${urls} ingest URLs`, [
  {
    what: 'baseline: verify and store only',
    'acknowledged/s': base,
    'p99 ms': median(ceilings.map(({ p99 }) => p99)),
    'CPU us': median(ceilings.map(({ cpu }) => cpu)),
  },
  ...rows,
]);
writeResult('ingest', { count, rounds, connections, urls, baseline: base, rows });
