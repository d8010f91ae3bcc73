import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Anything but text and bytes is sent as JSON. */
  readonly body?: unknown;
}

/** A real HTTP server that responds as told, or never, and records its requests. */
export async function startServer(answer: (request: SeenRequest) => Answer | 'never') {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const asked = { method, url, headers, body: Buffer.concat(chunks) };
      seen.push(asked);
      const told = answer(asked);
      if (told === 'never') return;
      const { status = 200, body = '', headers: sent } = told;
      response.writeHead(status, { 'content-type': 'application/json', ...sent });
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      response.end(isRaw ? body : JSON.stringify(body));
    });
  });
  // On a slow machine it would close connections that are about to be used.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    onConnection(listener: (socket: Socket) => void) {
      server.on('connection', listener);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
