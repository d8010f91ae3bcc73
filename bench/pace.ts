import { load } from './support/load.ts';
import { startRelay } from './support/relay.ts';
import { balance, report } from './support/report.ts';
import { startSink } from './support/sink.ts';
import type { SinkCounts } from './support/sink.ts';

const perSecond = 30;
const events = 1_500;

using sink = await startSink();
await using relay = await startRelay();
const limited = `/bucket/${perSecond}`;
await relay.subscribe(sink.url(limited));
await relay.subscribe(sink.url('/ok/beside'));
const startedAt = Date.now();
await load({ url: relay.ingestUrl, from: 1, count: events, concurrency: 16 });
const beside = await sink.waitFor('/ok/beside', events);
const stats = await sink.waitFor(limited, events);
const last = (counts: SinkCounts): number => ((counts.last ?? 0) - startedAt) / 1000;
const allowed = (events - perSecond) / perSecond;

report(`Pace: ${events} events to a subscriber that takes ${perSecond} a second`, [
  { what: 'baseline: what its limit allows', seconds: allowed },
  {
    what: 'relay',
    seconds: last(stats),
    ratio: last(stats) / allowed,
    'refused, of all requests': stats.refused / stats.requests,
  },
  { what: 'one beside it without a limit', seconds: last(beside) },
]);
balance({ sent: 2 * events, delivered: stats.events + beside.events });
