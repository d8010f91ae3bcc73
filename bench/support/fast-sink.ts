import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A subscriber in a process of its own. How it behaves is in its path: `/ok`, `/slow/10000` (200
 * after so many milliseconds), `/drip` (a status, then a body that never ends), `/hang` (never
 * answers), `/bucket/30` (a token bucket of so many a second, then 429 with `Retry-After: 1`).
 *
 * Its parent asks `'stats'` and gets, by path, how many requests came, how many different events,
 * how many were refused, and the moments at which they came.
 */
interface Stats {
  requests: number;
  refused: number;
  readonly ids: Set<string>;
  /** The first arrival of each event, in epoch milliseconds, in order. */
  readonly at: [string, number][];
  tokens: number;
  filledAt: number;
}

const byPath = new Map<string, Stats>();

function statsOf(path: string): Stats {
  let stats = byPath.get(path);
  if (stats === undefined) {
    stats = { requests: 0, refused: 0, ids: new Set(), at: [], tokens: Infinity, filledAt: 0 };
    byPath.set(path, stats);
  }
  return stats;
}

function takesToken(stats: Stats, perSecond: number): boolean {
  const now = Date.now();
  const filled = stats.tokens + ((now - stats.filledAt) * perSecond) / 1_000;
  stats.tokens = Math.min(perSecond, filled);
  stats.filledAt = now;
  if (stats.tokens < 1) return false;
  stats.tokens -= 1;
  return true;
}

const server = createServer((incoming, outgoing) => {
  const path = incoming.url ?? '/';
  const [, kind, argument] = path.split('/');
  const stats = statsOf(path);
  incoming.resume();
  incoming.once('end', () => {
    stats.requests += 1;
    if (kind === 'bucket' && !takesToken(stats, Number(argument))) {
      stats.refused += 1;
      outgoing.writeHead(429, { 'retry-after': '1' }).end();
      return;
    }
    const id = String(incoming.headers['webhook-id']);
    if (!stats.ids.has(id)) stats.at.push([id, Date.now()]);
    stats.ids.add(id);
    if (kind === 'hang') return;
    if (kind === 'drip') {
      outgoing.writeHead(200);
      const drip = setInterval(() => outgoing.write('.'), 100);
      incoming.socket.once('close', () => clearInterval(drip));
      return;
    }
    if (kind === 'slow') setTimeout(() => outgoing.writeHead(200).end(), Number(argument));
    else outgoing.writeHead(200).end();
  });
});
server.keepAliveTimeout = 30_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', (message) => {
  if (message === 'reset') byPath.clear();
  if (message !== 'stats') return;
  process.send?.(
    Object.fromEntries(
      [...byPath].map(([path, { requests, refused, ids, at }]) => [
        path,
        { requests, refused, events: ids.size, at },
      ]),
    ),
  );
});
process.once('disconnect', () => process.exit(0));
