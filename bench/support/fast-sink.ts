import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * A subscriber in a separate process. Its behavior depends on the path: `/ok`, `/slow/10000` (200
 * after this many milliseconds), `/drip` (a status, then a body that never ends), `/hang` (no
 * response), `/bucket/30` (a token bucket with this rate per second, then 429 with `Retry-After:
 * 1`).
 *
 * Its parent sends a path and gets the number of requests, distinct events and rejections, the
 * times of the first and last arrival and, on request, all times. Queries have to be cheap, since
 * they are made during measurements.
 *
 * It shares the cores with what is measured, so it reads HTTP itself, from clients that state the
 * length of each body and wait for each response: half the CPU time of Node's HTTP server.
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

/** With the headers that Node's HTTP server adds, as they have to be read on the other side. */
function response(line: string, ...headers: string[]): Buffer {
  const usual = [
    `Date: ${new Date().toUTCString()}`,
    'Connection: keep-alive',
    'Keep-Alive: timeout=30',
  ];
  return Buffer.from([`HTTP/1.1 ${line}`, ...usual, ...headers, '', ''].join('\r\n'));
}

const ok = response('200 OK', 'Content-Length: 0');
const tooMany = response('429 Too Many Requests', 'Retry-After: 1', 'Content-Length: 0');
const unreadable = response('411 Length Required', 'Content-Length: 0');
const endless = response('200 OK', 'Transfer-Encoding: chunked');

interface Head {
  readonly path: string;
  readonly id: string;
  /** Bytes of the head and the body; NaN if the length isn't stated. */
  readonly length: number;
  readonly bodyAt: number;
}

function headerOf(head: string, name: string): string {
  const at = head.indexOf(`\r\n${name}: `);
  if (at < 0) return '';
  const from = at + name.length + 4;
  return head.slice(from, head.indexOf('\r\n', from));
}

/** Returns undefined if there is more to come. */
function readHead(received: Buffer): Head | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const text = received.toString('latin1', 0, end + 2);
  const firstSpace = text.indexOf(' ');
  const path = text.slice(firstSpace + 1, text.indexOf(' ', firstSpace + 1));
  const lineEnd = text.indexOf('\r\n');
  const headers = text.slice(lineEnd).toLowerCase();
  const bodyAt = end + 4;
  const length = bodyAt + Number.parseInt(headerOf(headers, 'content-length'), 10);
  return { path, id: headerOf(headers, 'webhook-id'), length, bodyAt };
}

function respond(socket: Socket, { path, id }: Head, body: Buffer): void {
  const [, kind, argument] = path.split('/');
  const stats = statsOf(path);
  stats.requests += 1;
  if (kind === 'bucket' && !takesToken(stats, Number(argument))) {
    stats.refused += 1;
    socket.write(tooMany);
    return;
  }
  if (!stats.ids.has(id)) stats.at.push([id, Date.now()]);
  stats.ids.add(id);
  if (kind === 'timed') stats.latencies.push(latencyOf(body.toString()));
  if (kind === 'hang') return;
  if (kind === 'drip') {
    socket.write(endless);
    const drip = setInterval(() => socket.write('1\r\n.\r\n'), 100);
    socket.once('close', () => clearInterval(drip));
    return;
  }
  if (kind === 'slow') setTimeout(() => socket.write(ok), Number(argument));
  else socket.write(ok);
}

const server = createServer({ noDelay: true }, (socket) => {
  let received: Buffer | undefined;
  let head: Head | undefined;
  socket.on('data', (chunk) => {
    received = received === undefined ? chunk : Buffer.concat([received, chunk]);
    head ??= readHead(received);
    if (head === undefined) return;
    if (Number.isNaN(head.length)) {
      socket.end(unreadable);
      return;
    }
    if (received.length < head.length) return;
    const [request, body] = [head, received.subarray(head.bodyAt)];
    head = undefined;
    received = undefined;
    respond(socket, request, body);
  });
  // A relay that is killed resets its connections.
  socket.on('error', () => socket.destroy());
});
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
