import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A received request. */
export interface Arrival {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** As received, byte for byte. */
  readonly body: Buffer;
}

export interface Receiver {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a small HTTP server on any free local port.
 *
 * @param options.answer returns the status to respond with, or undefined to never respond
 */
export async function startReceiver(options: {
  readonly answer: (arrival: Arrival) => number | undefined;
}): Promise<Receiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', headers } = request;
      const status = options.answer({ method, headers, body: Buffer.concat(chunks) });
      if (status !== undefined) response.writeHead(status).end();
    });
    // The sender was killed before its request was complete.
    request.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
