import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import type { Clock } from '../../../shared/clock/clock.ts';
import type { StreamItem } from './stream-reader.ts';
import { writePosition } from './stream-position.ts';

/** How long a client may take to read what waits for it. Milliseconds. */
const longestStallMs = 60_000;

/**
 * Server-sent events, as defined by the HTML standard. Waits for slow readers; one that stopped
 * reading is disconnected, as it would keep its place forever.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #ended = new AbortController();

  /**
   * @param options.response of a client that may disconnect from now on; nothing is written before
   *   `open`
   */
  constructor({ response, clock }: { readonly response: ServerResponse; readonly clock: Clock }) {
    this.#response = response;
    this.#clock = clock;
    if (response.destroyed) this.#ended.abort();
    response.once('close', () => this.#ended.abort());
  }

  open(headers: Readonly<Record<string, string | string[] | number | undefined>>): void {
    this.#response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // A buffering proxy would delay it.
      'x-accel-buffering': 'no',
    });
    // Tells the client how long to wait before reconnecting, in milliseconds.
    this.#response.write('retry: 3000\n\n');
  }

  /** Aborted when the client has disconnected, or the stream was ended. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  async send({ position, name, data }: StreamItem): Promise<void> {
    // JSON contains no line breaks.
    await this.#write(`id: ${writePosition(position)}\nevent: ${name}\ndata: ${data}\n\n`);
  }

  /** A comment, so that nothing in between takes the connection for dead. */
  async keepAlive(): Promise<void> {
    await this.#write(': still here\n\n');
  }

  end(): void {
    this.#ended.abort();
    if (this.#response.headersSent) this.#response.end();
    // It has nothing to end yet: clients reconnect.
    else this.#response.destroy();
  }

  async #write(text: string): Promise<void> {
    const { signal } = this.#ended;
    if (signal.aborted || this.#response.write(text)) return;
    const cancel = this.#clock.after(longestStallMs, () => this.#response.destroy());
    await once(this.#response, 'drain', { signal }).catch(() => {});
    cancel();
  }
}
