import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One received webhook request. */
export interface Received {
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly raw: Buffer;
}

/** The parsed body of a webhook with an activity. */
export interface Payload {
  readonly Signature: string;
  readonly Timestamp: string;
  readonly Activity: Readonly<Record<string, unknown>> & { readonly Id: number };
}

/** Responds to a request; if it doesn't, the request stays open. */
export type Behaviour = (response: ServerResponse, received: Received, index: number) => void;

export const answer =
  (status: number): Behaviour =>
  (response) => {
    response.writeHead(status).end();
  };

/** A real HTTP server that records whatever the sandbox sends. Probes are recorded separately. */
export class Receiver {
  readonly #server: Server;
  readonly #watchers = new Set<() => void>();
  readonly calls: Received[] = [];
  readonly probes: Received[] = [];
  behaviour: Behaviour = answer(200);

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', headers } = request;
        const received = { method, headers, raw: Buffer.concat(chunks) };
        const kind = received.raw.length === 0 ? this.probes : this.calls;
        kind.push(received);
        this.behaviour(response, received, kind.length - 1);
        for (const look of this.#watchers) look();
      });
    });
  }

  static async start(options: { readonly port?: number } = {}): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => {
      receiver.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks/one`;
  }

  payloads(): Payload[] {
    return this.calls.map(({ raw }) => JSON.parse(raw.toString()) as Payload);
  }

  ids(): number[] {
    return this.payloads().map(({ Activity }) => Activity.Id);
  }

  /** Resolves once this many requests with an activity have arrived. */
  async calledTimes(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (this.calls.length >= count) resolve();
    };
    this.#watchers.add(look);
    look();
    await promise;
    this.#watchers.delete(look);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
