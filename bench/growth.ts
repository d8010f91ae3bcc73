import { load } from './support/load.ts';
import { startRelay } from './support/relay.ts';
import { balance, report } from './support/report.ts';
import { startSubscriber } from './support/subscriber.ts';

const count = 3_000;
const between = 60_000;
const concurrency = 64;

await using subscriber = await startSubscriber({ status: 200 });
await using relay = await startRelay();
await relay.subscribe(subscriber.url);
let refusals = 0;
const timed = async (from: number, of: number): Promise<{ perSecond: number; drained: number }> => {
  const before = subscriber.ids.size;
  const startedAt = performance.now();
  const { perSecond, refused } = await load({ url: relay.ingestUrl, from, count: of, concurrency });
  refusals += refused;
  await subscriber.waitFor(before + of);
  return { perSecond, drained: (of / (performance.now() - startedAt)) * 1000 };
};

await timed(1, 500);
const early = await timed(10_000, count);
process.stdout.write(`growing the log by ${between} …\n`);
await timed(100_000, between);
const late = await timed(1_000_000, count);

report(`Growth: ${count} webhooks before and after ${between} more`, [
  {
    what: 'baseline: a short log',
    'acknowledged/s': early.perSecond,
    'delivered/s, end to end': early.drained,
  },
  {
    what: 'a long log',
    'acknowledged/s': late.perSecond,
    'delivered/s, end to end': late.drained,
    ratio: late.drained / early.drained,
  },
]);
process.stdout.write(`\n  Refused as too fast, and sent again: ${refusals}\n`);
balance({ sent: 500 + count + between + count, delivered: subscriber.ids.size });
