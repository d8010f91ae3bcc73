import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A subscriber in a separate process. Its behavior depends on the path: `/ok`, `/slow/10000` (200
 * after this many milliseconds), `/drip` (a status, then a body that never ends), `/hang` (no
 * response), `/bucket/30` (a token bucket with this rate per second, then 429 with `Retry-After:
 * 1`).
 *
 * Its parent sends a path and gets the number of requests, distinct events and rejections, the
 * times of the first and last arrival and, on request, all times. Queries have to be cheap, since
 * they are made during measurements.
 */
interface Stats {
  requests: number;
  refused: number;
  readonly ids: Set<string>;
  /** First arrival of each event, in epoch milliseconds, in order. */
  readonly at: [string, number][];
  /** Time since the sending time in an event's invoice number, e.g. `T1795896000000.25`. */
  readonly latencies: number[];
  tokens: number;
  filledAt: number;
}

const byPath = new Map<string, Stats>();

function statsOf(path: string): Stats {
  let stats = byPath.get(path);
  if (stats === undefined) {
    stats = {
      requests: 0,
      refused: 0,
      ids: new Set(),
      at: [],
      latencies: [],
      tokens: Infinity,
      filledAt: 0,
    };
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

/** In milliseconds, by a clock shared by all processes of the machine. */
function latencyOf(body: string): number {
  const sentAt = Number(/"T(\d+\.?\d*)"/.exec(body)?.[1]);
  return performance.timeOrigin + performance.now() - sentAt;
}

const server = createServer((incoming, outgoing) => {
  const path = incoming.url ?? '/';
  const [, kind, argument] = path.split('/');
  const stats = statsOf(path);
  const chunks: Buffer[] = [];
  if (kind === 'timed') incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  else incoming.resume();
  incoming.once('end', () => {
    stats.requests += 1;
    if (kind === 'bucket' && !takesToken(stats, Number(argument))) {
      stats.refused += 1;
      outgoing.writeHead(429, { 'retry-after': '1' }).end();
      return;
    }
    const id = String(incoming.headers['webhook-id']);
    if (!stats.ids.has(id)) stats.at.push([id, Date.now()]);
    if (kind === 'timed') stats.latencies.push(latencyOf(Buffer.concat(chunks).toString()));
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
process.on('message', (message: 'reset' | { readonly path: string; readonly all: boolean }) => {
  if (message === 'reset') {
    byPath.clear();
    return;
  }
  const { requests, refused, ids, at, latencies } = statsOf(message.path);
  process.send?.({
    requests,
    refused,
    events: ids.size,
    first: at[0]?.[1],
    last: at.at(-1)?.[1],
    ...(message.all ? { at, latencies } : {}),
  });
});
process.once('disconnect', () => process.exit(0));
