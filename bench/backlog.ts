import { load } from './support/load.ts';
import { startRelay } from './support/relay.ts';
import { balance, report } from './support/report.ts';
import { startSubscriber } from './support/subscriber.ts';

const count = 3_000;
const concurrency = 64;

/**
 * Measures how fast a healthy subscriber is served, with or without a dead one that has a backlog.
 */
async function measure(withDead: boolean) {
  await using healthy = await startSubscriber({ status: 200 });
  await using dead = await startSubscriber({ status: 503 });
  await using relay = await startRelay();
  await relay.subscribe(healthy.url);
  if (withDead) await relay.subscribe(dead.url);
  await load({ url: relay.ingestUrl, from: 1, count, concurrency });
  await healthy.waitFor(count);
  const startedAt = performance.now();
  await load({ url: relay.ingestUrl, from: 100_000, count, concurrency });
  await healthy.waitFor(2 * count);
  const perSecond = (count / (performance.now() - startedAt)) * 1000;
  return { perSecond, delivered: healthy.ids.size, tried: dead.requests() };
}

const alone = await measure(false);
const besideDead = await measure(true);
report(`Backlog: ${count} webhooks to a healthy subscriber`, [
  { what: 'baseline: alone', 'delivered/s, end to end': alone.perSecond },
  {
    what: 'beside a dead one with a backlog',
    'delivered/s, end to end': besideDead.perSecond,
    ratio: besideDead.perSecond / alone.perSecond,
    'attempts at the dead one': besideDead.tried,
  },
]);
balance({ sent: 4 * count, delivered: alone.delivered + besideDead.delivered });
