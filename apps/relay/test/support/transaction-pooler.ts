import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import pg from 'pg';

/**
 * A server message without its type and length: the results are complete, and no transaction is
 * open.
 */
const idle = 'I'.charCodeAt(0);

/**
 * A pooler that shares one server session among all connections, one transaction at a time, as
 * PgBouncer does with `pool_mode = transaction`. It accepts every client, and only simple queries.
 */
export async function startTransactionPooler(
  url: string,
): Promise<AsyncDisposable & { readonly url: string }> {
  const session = new pg.Client({ connectionString: url });
  session.on('error', () => {});
  await session.connect();
  const server = (session as unknown as { readonly connection: { readonly stream: Socket } })
    .connection.stream;
  server.removeAllListeners('data');
  const sockets = new Set<Socket>();
  const waiting: { readonly near: Socket; readonly query: Buffer }[] = [];
  let served: Socket | undefined;
  const next = (): void => {
    const turn = served === undefined ? waiting.shift() : undefined;
    if (turn === undefined) return;
    served = turn.near;
    server.write(turn.query);
  };
  eachMessage(server, ({ type, bytes }) => {
    served?.write(bytes);
    if (type !== 'Z' || bytes.at(-1) !== idle) return;
    served = undefined;
    next();
  });
  const pooler = createServer((near) => {
    sockets.add(near);
    near.on('error', () => {});
    // The first message has no type: who connects, and to which database.
    near.once('data', () => {
      near.write(
        Buffer.concat([message('R', [0, 0, 0, 0]), message('K', [0, 0, 0, 1, 0, 0, 0, 1])]),
      );
      near.write(message('Z', [idle]));
      eachMessage(near, ({ type, bytes }) => {
        if (type !== 'Q') return;
        // Within a transaction the session belongs to the client that began it.
        if (served === near) server.write(bytes);
        else waiting.push({ near, query: bytes });
        next();
      });
    });
  });
  await new Promise<void>((resolve) => void pooler.listen(0, '127.0.0.1', resolve));
  const its = new URL(url);
  its.port = String((pooler.address() as AddressInfo).port);
  return {
    url: its.href,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.destroy();
      await new Promise((resolve) => void pooler.close(resolve));
    },
  };
}

function message(type: string, content: readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(content)]);
}

function eachMessage(
  socket: Socket,
  take: (one: { readonly type: string; readonly bytes: Buffer }) => void,
): void {
  let left = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    left = Buffer.concat([left, chunk]);
    while (left.length >= 5 && left.length > left.readUInt32BE(1)) {
      const bytes = left.subarray(0, left.readUInt32BE(1) + 1);
      left = left.subarray(bytes.length);
      take({ type: String.fromCharCode(bytes[0] as number), bytes });
    }
  });
}
