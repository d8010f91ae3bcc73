import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

import { fillLog } from './support/fill-log.ts';
import { generate } from './support/generate.ts';
import { option } from './support/options.ts';
import { authSecret, startRelay } from './support/relay.ts';
import { report, writeResult } from './support/report.ts';
import { startSubscriber } from './support/subscriber.ts';

/**
 * Measures resident memory with a million pending deliveries for a subscriber that is down,
 * compared with the same relay without any. Linux only.
 *
 *   node bench/memory.ts [--pending=1000000] [--seconds=30]
 */
const pending = option('pending', 1_000_000);
const seconds = option('seconds', 30);

/** In MiB: total, and without file-backed pages, which the system reclaims when it needs memory. */
function resident(pid: number): { readonly all: number; readonly own: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const kib = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return { all: kib('VmRSS') / 1024, own: kib('RssAnon') / 1024 };
}

async function highest(pid: number): Promise<{ readonly all: number; readonly own: number }> {
  const most = { all: 0, own: 0 };
  for (let second = 0; second < seconds; second += 1) {
    await setTimeout(1_000);
    const now = resident(pid);
    most.all = Math.max(most.all, now.all);
    most.own = Math.max(most.own, now.own);
  }
  return most;
}

await using down = await startSubscriber({ status: 503 });
await using stopped = await startRelay();
await stopped.subscribe(down.url);
await generate({ authSecret, connections: 1, urls: stopped.ingestUrls, from: 1, count: 1 });
while ((await stopped.count('deliveries')) < 1) {
  await setTimeout(20);
}
await stopped.stop();
const idle = await startRelay({ again: stopped });
const baseline = await highest(idle.pid);
await idle.stop();
fillLog({ path: stopped.path, events: pending, status: 'pending' });
const requestsBefore = down.requests();
const full = await startRelay({ again: stopped });
const loaded = await highest(full.pid);
const tried = down.requests() - requestsBefore;
await full.stop();
if (tried === 0) throw new Error('Nothing was attempted: what is pending was not found.');

report(`Memory: ${pending} deliveries pending, the highest of ${seconds} s`, [
  { what: 'baseline: idle', 'resident MiB': baseline.all, 'without file pages MiB': baseline.own },
  {
    what: `${pending} pending for a subscriber that is down`,
    'resident MiB': loaded.all,
    ratio: loaded.all / baseline.all,
    'without file pages MiB': loaded.own,
    'ratio without file pages': loaded.own / baseline.own,
    'attempts meanwhile': tried,
  },
]);
writeResult('memory', {
  pending,
  seconds,
  baseline,
  loaded,
  ratios: [
    {
      part: `memory, ${pending} pending`,
      what: 'without file pages',
      ratio: loaded.own / baseline.own,
      atMost: 1.35,
    },
    { part: `memory, ${pending} pending`, what: 'resident', ratio: loaded.all / baseline.all },
  ],
});
