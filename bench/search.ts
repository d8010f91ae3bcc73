import { fillLog } from './support/fill-log.ts';
import { post, webhook } from './support/load.ts';
import { option } from './support/options.ts';
import { startRelay } from './support/relay.ts';
import type { BenchRelay } from './support/relay.ts';
import { report, writeResult } from './support/report.ts';
import { startSink } from './support/sink.ts';

/**
 * Measures how long it takes to find events by number and customer in a log of millions, compared
 * with a page of the same log without a search. Newest first, fifty at a time, over HTTP.
 *
 *   node bench/search.ts [--events=5000000] [--rounds=15]
 */
const events = option('events', 5_000_000);
const rounds = option('rounds', 15);

/** Each has its own numbers: the first has a different prefix than all others. */
const connections = 20;
const customers = 20_000;

const firsts = ['Noordzee', 'Alpine', 'Baltic', 'Zuider', 'Meridian', 'Orion', 'Polder', 'Delta'];
const seconds = ['Logistics', 'Bakery', 'Studio', 'Trading', 'Werke', 'Consulting', 'Farms'];

/**
 * Search terms of the event at this position: five events per invoice, in the relay's term format.
 */
function terms(place: number): readonly string[] {
  const number = 1_000_000 + Math.floor(place / (5 * connections));
  const prefix = place % connections === 0 ? 'bill' : 'inv';
  const customer = (place * 7_919) % customers;
  const first = (firsts[customer % firsts.length] as string).toLowerCase();
  const second = (seconds[customer % seconds.length] as string).toLowerCase();
  const name = [first, `${second}${customer}`];
  return [`${prefix}${number}`, String(number), name.join(''), name[1] as string];
}

const middle = terms(Math.floor(events / 2) + 1);
const perCustomer = Math.floor(events / customers);

/** Prepares a stopped relay with this many events in its log. */
async function prepare(): Promise<BenchRelay & { readonly connectionIds: readonly string[] }> {
  using sink = await startSink();
  const relay = await startRelay({ connections });
  const { data } = (await relay.get('/v1/connections?limit=200')) as { data: { id: string }[] };
  const connectionIds = data.map(({ id }) => id);
  await relay.subscribe(sink.url('/ok/before'));
  await post(relay.ingestUrl, webhook(900_000));
  await sink.waitFor('/ok/before', 1);
  await relay.stop();
  process.stdout.write(`filling a log of ${events} events …\n`);
  fillLog({ path: relay.path, events, status: 'delivered', terms, connectionIds });
  return Object.assign(relay, { connectionIds });
}

await using stopped = await prepare();
const [billing, other] = stopped.connectionIds as [string, string];
const newest = Date.parse('2026-11-20T10:00:00Z');
const longAgo = newest - Math.floor(events / 2) * 60_000;
const day = `&from=${new Date(longAgo).toISOString()}&to=${new Date(longAgo + 86_400_000).toISOString()}`;

/** The queries, with the minimum number of results on the first page. */
const searches: readonly (readonly [what: string, query: string, atLeast: number])[] = [
  ['one number', `search=${middle[0]}`, 1],
  [`a customer of ${perCustomer} events`, `search=${middle[2]}`, Math.min(50, perCustomer)],
  ['what all but a few have', 'search=inv', 50],
  ['one letter', 'search=b', 50],
  ['common, in the oldest part only', 'search=inv-1000', 50],
  ['nobody', 'search=nobody', 0],
  ['one number, of a connection', `search=${middle[0]}&connectionId=${other}`, 0],
  ['common, of a connection', `search=inv&connectionId=${other}`, 50],
  ['common, of a type', 'search=inv&type=invoice.paid', 50],
  ['common, of a day long ago', `search=inv${day}`, 50],
  ['nobody, of a day long ago', `search=nobody${day}`, 0],
];
/** Each condition matches much of the log, but nothing matches both: a full scan. */
const worst = ['worst: of another connection', `search=inv&connectionId=${billing}`, 0] as const;

const relay = await startRelay({ again: stopped });

/** @returns the response time of each request, in milliseconds */
async function ask(query: string, atLeast: number, times = rounds): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round <= times; round += 1) {
    const startedAt = performance.now();
    const { data } = (await relay.get(`/v1/events?order=desc&${query}`)) as { data: unknown[] };
    if (round > 0) took.push(performance.now() - startedAt);
    if (data.length < atLeast || (atLeast === 0 && data.length > 5)) {
      process.stdout.write(`  VOID: ${query} gave ${data.length} events.\n`);
      process.exitCode = 1;
    }
  }
  return took.toSorted((a, b) => a - b);
}

const p50 = (took: readonly number[]): number => took[Math.floor(took.length / 2)] ?? Number.NaN;
const row = (what: string, took: readonly number[]) => ({
  what,
  'p50 ms': p50(took),
  'max ms': took.at(-1) ?? Number.NaN,
});

try {
  const baseline = await ask('limit=50', 50, rounds * 3);
  const rows = [row('baseline: a page without a search', baseline)];
  const ratios = [];
  for (const [what, query, atLeast] of [...searches, worst]) {
    const took = await ask(query, atLeast, what === worst[0] ? 3 : rounds);
    const ratio = p50(took) / p50(baseline);
    rows.push(Object.assign(row(what, took), { ratio }));
    if (what !== worst[0]) {
      ratios.push({ part: `search among ${events} events`, what, ratio, atMost: 20 });
    }
  }
  report(`Search: a page of 50, the newest first, among ${events} events`, rows);
  writeResult('search', { events, rounds, rows, ratios });
} finally {
  await relay.stop();
}
