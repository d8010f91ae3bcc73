import { fork } from 'node:child_process';

import { load } from './support/load.ts';
import { startRelay } from './support/relay.ts';
import { balance, report } from './support/report.ts';
import { startSubscriber } from './support/subscriber.ts';

const count = 5_000;
const concurrency = 64;

const naive = fork(new URL('support/naive-receiver.ts', import.meta.url));
const naiveUrl = await new Promise<string>((resolve) => {
  naive.once('message', (url) => resolve(String(url)));
});
await using subscriber = await startSubscriber({ status: 200 });
await using relay = await startRelay();
await relay.subscribe(subscriber.url);
// The first webhook finds the scheme; both sides get warm.
await load({ url: relay.ingestUrl, from: 1, count: 500, concurrency });
await load({ url: naiveUrl, from: 1, count: 500, concurrency });
await subscriber.waitFor(500);

const baseline = await load({ url: naiveUrl, from: 1_000, count, concurrency });
naive.disconnect();
const startedAt = performance.now();
const measured = await load({ url: relay.ingestUrl, from: 1_000, count, concurrency });
await subscriber.waitFor(500 + count);
const drained = performance.now() - startedAt;

report(`Ingest: ${count} webhooks, ${concurrency} at a time, each on disk before its 200`, [
  {
    what: 'baseline: store only, one commit each',
    'acknowledged/s': baseline.perSecond,
    'p50 ms': baseline.latency.p50,
    'p99 ms': baseline.latency.p99,
  },
  {
    what: 'relay: verify, normalize, fan out',
    'acknowledged/s': measured.perSecond,
    'p50 ms': measured.latency.p50,
    'p99 ms': measured.latency.p99,
    ratio: measured.perSecond / baseline.perSecond,
    'delivered/s, end to end': (count / drained) * 1000,
  },
]);
balance({ sent: measured.acknowledged + 500, delivered: subscriber.ids.size });
