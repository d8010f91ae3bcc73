import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

import { generate } from './generate.ts';
import { authSecret, startRelay } from './relay.ts';
import type { BenchRelay } from './relay.ts';
import { balance, tellRefused } from './report.ts';
import type { Sink } from './sink.ts';

/** Measures a bare undici loop that signs and sends with a fixed concurrency. Per second. */
export async function measureBareDelivery(options: {
  readonly sink: Sink;
  readonly deliveries: number;
  readonly concurrency: number;
  /** Requests sent before the clock starts. */
  readonly warmUp?: number;
}): Promise<number> {
  const { sink, deliveries, concurrency, warmUp = 0 } = options;
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
  /** Deliveries before the clock starts, so that JIT compilation is not measured. */
  readonly warmUp?: number;
}

/** Above the ids of all other loads. */
let nextActivity = 50_000_000;

/** Releases a backlog of paused subscriptions, so that only delivery is measured. Per second. */
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

/** Like {@link measureDelivery}, for a relay that is already running, whatever its log contains. */
export async function measureDeliveryOf(
  relay: BenchRelay,
  { sink, deliveries, subscriptions, warmUp = 0 }: DeliveryLoad,
): Promise<number> {
  sink.reset();
  const warm = Math.floor(warmUp / subscriptions);
  const paths = Array.from({ length: subscriptions }, (_, index) => `/ok/${index}`);
  const ids: string[] = [];
  for (const path of paths) ids.push(await relay.subscribe(sink.url(path)));
  if (warm > 0) {
    await makeEvents(relay, warm);
    for (const path of paths) await sink.waitFor(path, warm);
  }
  for (const id of ids) await relay.setStatus(id, 'paused');
  sink.reset();
  const each = Math.floor(deliveries / subscriptions);
  await makeEvents(relay, each);
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
  balance({ sent: each * subscriptions, delivered });
  // They must not affect the next measurement of this relay.
  for (const id of ids) await relay.unsubscribe(id);
  return (each * subscriptions * 1000) / (last - first);
}

/** Resolves once they are in the log. */
async function makeEvents(relay: BenchRelay, count: number): Promise<void> {
  const known = await relay.count('events');
  const from = nextActivity;
  nextActivity += count;
  const load = { authSecret, connections: 32, urls: relay.ingestUrls };
  const { refused } = await generate({ ...load, from, count });
  tellRefused(refused);
  while ((await relay.count('events')) < known + count) {
    await setTimeout(5);
  }
}
