import { post, webhook } from './support/load.ts';
import { startRelay } from './support/relay.ts';
import { balance, report } from './support/report.ts';
import { startSink } from './support/sink.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 30);
const perSecond = 1;

using sink = await startSink();
let sent = 0;
let delivered = 0;

/** One event a second to all; how soon has the quick one each? */
async function measure(beside: readonly string[]) {
  await using relay = await startRelay();
  sink.reset();
  for (const path of beside) await relay.subscribe(sink.url(path));
  await relay.subscribe(sink.url('/ok/quick'));
  const count = seconds * perSecond;
  const sentAt: number[] = [];
  for (let index = 0; index < count; index += 1) {
    sentAt.push(Date.now());
    await post(relay.ingestUrl, webhook(index + 1));
    await new Promise((resolve) => {
      setTimeout(resolve, 1000 / perSecond);
    });
  }
  const { at, events } = await sink.waitFor('/ok/quick', count);
  sent += count;
  delivered += events;
  const latencies = at.map(([, when], index) => when - (sentAt[index] ?? 0));
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    'p50 ms': sorted[Math.floor(sorted.length / 2)] ?? 0,
    'p99 ms': sorted.at(-1) ?? 0,
    'delivered, of sent': events / count,
  };
}

const many = (count: number, path: string): string[] =>
  Array.from({ length: count }, (_, index) => `${path}/${index}`);

report(
  `Fairness: ${perSecond} event(s) a second for ${seconds} s, as a quick subscription sees it`,
  [
    { what: 'baseline: alone', ...(await measure([])) },
    {
      what: 'beside 30 that answer after 10 s',
      ...(await measure(many(30, '/slow/10000'))),
    },
    { what: 'beside 30 whose bodies drip', ...(await measure(many(30, '/drip'))) },
    { what: 'beside 40 that never answer', ...(await measure(many(40, '/hang'))) },
  ],
);
balance({ sent, delivered });
