import { fork } from 'node:child_process';
import { once } from 'node:events';

import { generate } from './generate.ts';
import { authSecret, startRelay } from './relay.ts';
import type { BenchRelay } from './relay.ts';
import { balance } from './report.ts';
import type { Sink } from './sink.ts';

/** Before the clock starts: what is compiled while it runs is not compiled while it counts. */
const warmUp = 20_000;

/** A bare undici loop that signs and sends, so many at a time. Per second. */
export async function measureBareDelivery(options: {
  readonly sink: Sink;
  readonly deliveries: number;
  readonly concurrency: number;
}): Promise<number> {
  const { sink, deliveries, concurrency } = options;
  sink.reset();
  const child = fork(new URL('bare-sender.ts', import.meta.url), [
    sink.url('/ok/bare'),
    String(deliveries),
    String(concurrency),
    String(warmUp),
  ]);
  const [{ elapsed }] = (await once(child, 'message')) as [{ elapsed: number }];
  await once(child, 'exit');
  return (deliveries * 1000) / elapsed;
}

export interface DeliveryLoad {
  readonly sink: Sink;
  readonly deliveries: number;
  readonly subscriptions: number;
}

/** A backlog of paused subscriptions is let go: what counts is delivery alone. Per second. */
export async function measureDelivery(
  options: DeliveryLoad & { readonly main?: string | undefined },
): Promise<number> {
  const { main } = options;
  await using relay = await startRelay({
    connections: 20,
    ...(main === undefined ? {} : { main }),
  });
  return await measureDeliveryOf(relay, options);
}

/** The same of a relay that is started already, whatever its log holds. */
export async function measureDeliveryOf(
  relay: BenchRelay,
  { sink, deliveries, subscriptions }: DeliveryLoad,
): Promise<number> {
  const paths = Array.from({ length: subscriptions }, (_, index) => `/ok/${index}`);
  const ids: string[] = [];
  for (const path of paths) ids.push(await relay.subscribe(sink.url(path)));
  const warm = Math.floor(warmUp / subscriptions);
  await letGo({ relay, sink, paths, ids, each: warm, from: 4_000_000 });
  const each = Math.floor(deliveries / subscriptions);
  const { first, last } = await letGo({ relay, sink, paths, ids, each, from: 5_000_000 });
  return (each * subscriptions * 1000) / (last - first);
}

/** Gathers so many events for each subscription while they are paused, and lets them go. */
async function letGo(options: {
  readonly relay: BenchRelay;
  readonly sink: Sink;
  readonly paths: readonly string[];
  readonly ids: readonly string[];
  readonly each: number;
  /** The first activity's id. */
  readonly from: number;
}): Promise<{ readonly first: number; readonly last: number }> {
  const { relay, sink, paths, ids, each, from } = options;
  sink.reset();
  for (const id of ids) await relay.setStatus(id, 'paused');
  const known = await relay.count('events');
  await generate({
    authSecret,
    connections: 32,
    urls: relay.ingestUrls,
    from,
    count: each,
  });
  while ((await relay.count('events')) < known + each) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  for (const id of ids) await relay.setStatus(id, 'active');
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let delivered = 0;
  for (const path of paths) {
    const counts = await sink.waitFor(path, each);
    delivered += counts.events;
    first = Math.min(first, counts.first ?? Number.POSITIVE_INFINITY);
    last = Math.max(last, counts.last ?? 0);
  }
  balance({ sent: each * paths.length, delivered });
  return { first, last };
}
