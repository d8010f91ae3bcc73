import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Counts requests, as the server sees them. */
export class Counter {
  readonly #moments: number[] = [];
  #open = 0;
  #maxOpen = 0;

  /** @returns a function to call once the request has its response, or its caller is gone */
  begin(): () => void {
    this.#moments.push(performance.now());
    this.#open += 1;
    this.#maxOpen = Math.max(this.#maxOpen, this.#open);
    let isOpen = true;
    return () => {
      if (isOpen) this.#open -= 1;
      isOpen = false;
    };
  }

  get count(): number {
    return this.#moments.length;
  }

  /** The largest number open at the same time. */
  get maxOpen(): number {
    return this.#maxOpen;
  }

  /** The largest number within any window of this many seconds. */
  maxWithin(seconds: number): number {
    let first = 0;
    let most = 0;
    for (const [index, moment] of this.#moments.entries()) {
      while (moment - (this.#moments[first] as number) >= seconds * 1_000) first += 1;
      most = Math.max(most, index - first + 1);
    }
    return most;
  }
}

/** Stands in front of a vendor, passes everything on, and counts it per account. */
export class CountingProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #counters = new Map<string, Counter>();

  private constructor(target: string) {
    this.#server = createServer((incoming, outgoing) => this.#pass(target, incoming, outgoing));
  }

  static async start(options: { readonly target: string }): Promise<CountingProxy> {
    const proxy = new CountingProxy(options.target);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @param account the first part of the path */
  of(account: string): Counter {
    const counter = this.#counters.get(account) ?? new Counter();
    this.#counters.set(account, counter);
    return counter;
  }

  #pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '/';
    const end = this.of(path.split('/')[1] ?? '').begin();
    outgoing.once('close', end);
    const passed = request(
      `${target}${path}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
