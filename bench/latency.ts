import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

import { generate } from './support/generate.ts';
import { post, webhook } from './support/load.ts';
import { option } from './support/options.ts';
import { authSecret, startRelay } from './support/relay.ts';
import { balance, report, writeResult } from './support/report.ts';
import { startSink } from './support/sink.ts';

/**
 * Measures the time from a webhook's first byte until the subscriber has its event, at a steady
 * rate, compared with a bare forwarder that verifies, signs and forwards but stores nothing, in
 * alternating rounds.
 *
 *   node bench/latency.ts [--rate=200] [--seconds=15] [--rounds=2] [--warm-up=20000]
 */
const rate = option('rate', 200);
const seconds = option('seconds', 15);
const rounds = option('rounds', 2);
const count = rate * seconds;
/** Sent first, as fast as possible, so that JIT compilation is not measured. */
const warmUp = option('warm-up', 20_000);
/** Then sent at the measured rate, and not measured either. */
const settling = rate * 3;
/** Above the ids of what is measured. */
const firstOfWarmUp = 10_000_000;

using sink = await startSink();

async function send(url: string): Promise<number[]> {
  const load = { authSecret, connections: 16, urls: [url], from: firstOfWarmUp };
  if (warmUp > 0) await generate({ ...load, count: warmUp });
  await sink.waitFor('/timed', warmUp);
  const startedAt = performance.now();
  const answers: Promise<number>[] = [];
  for (let index = 0; index < settling + count; index += 1) {
    const wait = startedAt + (index * 1_000) / rate - performance.now();
    if (wait > 0) {
      await setTimeout(wait);
    }
    const sentAt = performance.timeOrigin + performance.now();
    answers.push(post(url, webhook(index + 1, { invoiceNumber: `T${sentAt}` })));
  }
  const statuses = await Promise.all(answers);
  const refused = statuses.filter((status) => status !== 200).length;
  if (refused > 0) process.stdout.write(`\n  Refused: ${refused}\n`);
  const sent = warmUp + settling + count;
  const { events } = await sink.waitFor('/timed', sent);
  balance({ sent, delivered: events });
  return [...(await sink.stats('/timed')).latencies].slice(warmUp + settling);
}

async function relay(): Promise<number[]> {
  sink.reset();
  await using server = await startRelay();
  await server.subscribe(sink.url('/timed'));
  return await send(server.ingestUrl);
}

async function bare(): Promise<number[]> {
  sink.reset();
  const child = fork(new URL('support/bare-forwarder.ts', import.meta.url), [
    sink.url('/timed'),
    authSecret,
  ]);
  const [url] = (await once(child, 'message')) as [string];
  try {
    return await send(url);
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
}

const at = (latencies: readonly number[], share: number): number =>
  latencies.toSorted((a, b) => a - b)[Math.floor((latencies.length - 1) * share)] ?? Number.NaN;

const base: number[] = [];
const ours: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  base.push(...(await bare()));
  ours.push(...(await relay()));
}
const row = (latencies: readonly number[]) => ({
  'p50 ms': at(latencies, 0.5),
  'p99 ms': at(latencies, 0.99),
});
const more = at(ours, 0.99) - at(base, 0.99);
report(`Latency: from ingest to subscriber at ${rate} a second for ${seconds} s`, [
  { what: 'baseline: a bare forwarder', ...row(base) },
  { what: 'relay', ...row(ours), 'p99 more by, ms': more },
]);
writeResult('latency', {
  rate,
  seconds,
  rounds,
  warmUp,
  baseline: row(base),
  relay: row(ours),
  ratios: [{ part: `latency at ${rate}/s`, what: 'p99, ms more', ratio: more, atMost: 5 }],
});
