import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { host } from './free-port.mts';

/** A proxy in front of a program that can reject some requests and reports what passed through. */
export interface Gate {
  readonly url: string;
  /**
   * Whether to drop the connection of a request, for example `POST /v1/subscriptions/claim`. None
   * by default.
   */
  shut: (call: string) => boolean;
  /** Whether to drop the response to a request with these headers. None by default. */
  lost: (call: string, headers: IncomingHttpHeaders) => boolean;
  /** Called with the body of each response that was sent. */
  answered: (call: string, body: string) => void;
  close(): Promise<void>;
}

/** @param options.to URL of the program, or of the one that a call is for */
export async function openGate(options: {
  readonly to: string | ((call: string) => string);
}): Promise<Gate> {
  const { to } = options;
  const server = createServer((incoming, outgoing) => {
    const call = `${incoming.method} ${incoming.url}`;
    const target = new URL(typeof to === 'string' ? to : to(call));
    if (gate.shut(call)) incoming.socket.destroy();
    else {
      const lost = gate.lost(call, incoming.headers);
      const done = (body: string) => gate.answered(call, body);
      pass({ incoming, outgoing, target, lost, done });
    }
  });
  server.listen({ host, port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const gate: Gate = {
    url: `http://${host}:${port}`,
    shut: () => false,
    lost: () => false,
    answered: () => undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return gate;
}

function pass(options: {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly target: URL;
  readonly lost: boolean;
  readonly done: (body: string) => void;
}): void {
  const { incoming, outgoing, target, lost, done } = options;
  const forwarded = send(
    {
      host: target.hostname,
      port: target.port,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
    },
    (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        if (lost) {
          incoming.socket.destroy();
          return;
        }
        const body = Buffer.concat(chunks);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        outgoing.end(body, () => done(body.toString()));
      });
    },
  );
  forwarded.on('error', () => incoming.socket.destroy());
  incoming.pipe(forwarded);
}
