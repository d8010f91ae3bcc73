import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import type { StreamItem } from './stream-reader.ts';
import { writePosition } from './stream-position.ts';

/** Server-sent events, as the HTML standard describes them. Waits for callers that read slowly. */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #ended = new AbortController();

  /** @param response of a caller who may go from now on; nothing is written before `open` */
  constructor(response: ServerResponse) {
    this.#response = response;
    if (response.destroyed) this.#ended.abort();
    response.once('close', () => this.#ended.abort());
  }

  open(headers: Readonly<Record<string, string | string[] | number | undefined>>): void {
    this.#response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // A proxy that gathers what it passes on would make it late.
      'x-accel-buffering': 'no',
    });
    // Says how long to wait before coming again, in milliseconds.
    this.#response.write('retry: 3000\n\n');
  }

  /** Aborted when the caller has gone, or was told the end. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  async send({ position, name, data }: StreamItem): Promise<void> {
    // JSON has no line breaks of its own.
    await this.#write(`id: ${writePosition(position)}\nevent: ${name}\ndata: ${data}\n\n`);
  }

  /** Nothing, so that nobody in between takes the connection for dead. */
  async keepAlive(): Promise<void> {
    await this.#write(': still here\n\n');
  }

  end(): void {
    this.#ended.abort();
    if (this.#response.headersSent) this.#response.end();
    // It has nothing to end yet: whoever waits for it comes again.
    else this.#response.destroy();
  }

  async #write(text: string): Promise<void> {
    const { signal } = this.#ended;
    if (signal.aborted || this.#response.write(text)) return;
    await once(this.#response, 'drain', { signal }).catch(() => {});
  }
}
