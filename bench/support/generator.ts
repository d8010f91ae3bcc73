import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** The load to generate. The generator is a separate process and receives it in one message. */
export interface Load {
  readonly urls: readonly string[];
  readonly authSecret: string;
  /** Id of the first activity; the others follow. */
  readonly from: number;
  readonly count: number;
  readonly connections: number;
}

export interface LoadResult {
  readonly acknowledged: number;
  /** Responses other than 200, by status. Rejected requests are sent again. */
  readonly refused: Readonly<Record<number, number>>;
  readonly elapsedMs: number;
  /** In milliseconds, by percentile. */
  readonly p50: number;
  readonly p99: number;
}

const timestamp = '2026-11-20T10:00:00.1234567Z';

/** Builds a signed webhook with one activity; activities are spread over 500 invoices. */
function webhook(id: number, authSecret: string): string {
  const activity = JSON.stringify({
    Message: 'Invoice was paid',
    Link: 'https://www.envoice.in/i/abc',
    Type: 11,
    InvoiceNumber: `INV-${id % 500}`,
    InvoiceId: 1 + (id % 500),
    OrderId: 0,
    Id: id,
    CreatedOn: timestamp,
  });
  const signature = createHmac('sha256', authSecret)
    .update(`${timestamp}.${activity}`)
    .digest('hex');
  return `{"Signature":"${signature}","Timestamp":"${timestamp}","Activity":${activity}}`;
}

/** Builds complete requests before the clock starts, so that building them is not measured. */
function requestsOf({ urls, authSecret, from, count }: Load): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const { host, pathname } = new URL(urls[index % urls.length] as string);
    const body = webhook(from + index, authSecret);
    return Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}

async function run(load: Load): Promise<LoadResult> {
  const requests = requestsOf(load);
  const { hostname, port } = new URL(load.urls[0] as string);
  const refused: Record<number, number> = {};
  const latencies = new Float64Array(requests.length);
  const again: Buffer[] = [];
  let next = 0;
  let acknowledged = 0;
  const sockets = await Promise.all(
    Array.from(
      { length: load.connections },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect({ host: hostname, port: Number(port), noDelay: true });
          socket.once('connect', () => resolve(socket));
        }),
    ),
  );
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    for (const socket of sockets) {
      let sent: Buffer | undefined;
      let sentAt = 0;
      let received = '';
      const send = (): void => {
        sent = again.pop() ?? requests[next++];
        if (sent === undefined) return;
        sentAt = performance.now();
        socket.write(sent);
      };
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
        if (received.length < end + 4 + length) return;
        const status = Number(received.slice(9, 12));
        received = '';
        if (status === 200) {
          latencies[acknowledged] = performance.now() - sentAt;
          acknowledged += 1;
          if (acknowledged === requests.length) resolve();
          send();
          return;
        }
        refused[status] = (refused[status] ?? 0) + 1;
        again.push(sent as Buffer);
        setTimeout(send, 20);
      });
      send();
    }
  });
  const elapsedMs = performance.now() - startedAt;
  for (const socket of sockets) socket.destroy();
  const sorted = latencies.toSorted();
  return {
    acknowledged,
    refused,
    elapsedMs,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result));
});
