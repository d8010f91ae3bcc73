import { setTimeout } from 'node:timers/promises';

import { startCeiling } from './ceiling.ts';
import { cpuTime } from './cpu.ts';
import { generate } from './generate.ts';
import type { LoadResult } from './generator.ts';
import { authSecret, startRelay } from './relay.ts';
import type { BenchRelay } from './relay.ts';
import { balance, tellRefused } from './report.ts';
import { startSink } from './sink.ts';

/** Includes the CPU time per request, in microseconds. */
export interface IngestResult extends LoadResult {
  readonly perSecond: number;
  readonly cpu: number;
}

export interface RelayIngestResult extends IngestResult {
  /** Events per second while requests arrived, and until the last one was created. */
  readonly eventsMeanwhile: number;
  readonly eventsInAll: number;
  /** Attempts per second while requests arrived. */
  readonly deliveriesMeanwhile: number;
}

export interface IngestLoad {
  readonly count: number;
  readonly connections: number;
  /** Number of ingest URLs that the load is spread over. */
  readonly urls: number;
}

/**
 * Requests before the clock starts, so that JIT compilation is not measured: after 10,000, V8 is
 * still busy with it.
 */
const warmUp = 40_000;
/** Ids are unique across all loads of a run, whichever relay they are for. */
let nextActivity = 1;

/** @returns the first of this many activity ids */
function newActivities(count: number): number {
  const first = nextActivity;
  nextActivity += count;
  return first;
}

/** Measures a minimal receiver: see `ceiling-receiver.ts`. */
export async function measureCeiling({
  count,
  connections,
  postgresUrl,
}: IngestLoad & { readonly postgresUrl?: string }): Promise<IngestResult> {
  await using receiver = await startCeiling(postgresUrl === undefined ? {} : { postgresUrl });
  const load = { authSecret, connections, urls: [receiver.url] };
  await generate({ ...load, from: newActivities(warmUp), count: warmUp });
  const before = cpuTime(receiver.pid);
  const result = await generate({ ...load, from: newActivities(count), count });
  const cpu = (cpuTime(receiver.pid) - before) / count;
  tellRefused(result.refused);
  balance({ sent: warmUp + count, delivered: await receiver.count() });
  return { ...result, cpu, perSecond: perSecond(result) };
}

/** Measures a relay that also delivers to this many subscriptions. */
export async function measureIngest(
  options: IngestLoad & { readonly subscriptions: number; readonly main?: string | undefined },
): Promise<RelayIngestResult> {
  const { urls, subscriptions, main } = options;
  using sink = await startSink();
  await using relay = await startRelay({
    connections: urls,
    ...(main === undefined ? {} : { main }),
  });
  const paths = Array.from({ length: subscriptions }, (_, index) => `/ok/${index}`);
  for (const path of paths) await relay.subscribe(sink.url(path));
  return await measureIngestOf(relay, {
    ...options,
    arrived: async () => {
      const counts = await Promise.all(paths.map((path) => sink.waitFor(path, 0)));
      return counts.reduce((sum, { events }) => sum + events, 0);
    },
  });
}

/** Measures a relay that is already running, whatever its log contains. */
export async function measureIngestOf(
  relay: BenchRelay,
  options: Omit<IngestLoad, 'urls'> & {
    readonly subscriptions: number;
    /** Returns how many deliveries the subscribers have received. */
    readonly arrived?: () => Promise<number>;
  },
): Promise<RelayIngestResult> {
  const { count, connections, subscriptions, arrived = async () => 0 } = options;
  const load = { authSecret, connections, urls: relay.ingestUrls };
  const events = await relay.count('events');
  const deliveries = await relay.count('deliveries');
  await generate({ ...load, from: newActivities(warmUp), count: warmUp });
  await eventsReach(relay, events + warmUp);
  const before = { cpu: cpuTime(relay.pid), arrived: await arrived() };
  const startedAt = performance.now();
  const result = await generate({ ...load, from: newActivities(count), count });
  const meanwhile = (await relay.count('events')) - events - warmUp;
  const arrivedMeanwhile = (await arrived()) - before.arrived;
  await eventsReach(relay, events + warmUp + count);
  const inAllMs = performance.now() - startedAt;
  tellRefused(result.refused);
  balance({ sent: warmUp + count, delivered: (await relay.count('events')) - events });
  balance({
    sent: (warmUp + count) * subscriptions,
    delivered: (await relay.count('deliveries')) - deliveries,
  });
  return {
    ...result,
    cpu: (cpuTime(relay.pid) - before.cpu) / count,
    perSecond: perSecond(result),
    eventsMeanwhile: (meanwhile / result.elapsedMs) * 1_000,
    eventsInAll: (count / inAllMs) * 1_000,
    deliveriesMeanwhile: (arrivedMeanwhile / result.elapsedMs) * 1_000,
  };
}

export function refusedOf(results: readonly LoadResult[]): number {
  return results.flatMap(({ refused }) => Object.values(refused)).reduce((a, b) => a + b, 0);
}

function perSecond({ acknowledged, elapsedMs }: LoadResult): number {
  return (acknowledged / elapsedMs) * 1_000;
}

async function eventsReach(relay: BenchRelay, target: number): Promise<void> {
  while ((await relay.count('events')) < target) {
    // Polls slowly, since counting slows down what is counted.
    await setTimeout(25);
  }
}
