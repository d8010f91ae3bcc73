import { setTimeout as wait } from 'node:timers/promises';

import { Agent, request } from 'undici';

import { activity, signedBody } from '../../support/vendor.ts';
import type { Random } from './random.ts';
import { coreShare } from './wait-for.ts';

/** A request without a response for this long hangs, on a machine with cores to spare. Milliseconds. */
const hungAfterMs = 15_000;

/** Activity types of Envoice: created, paid, sent by email, and an unknown one. */
const types = [1, 11, 3, 99];

/**
 * A vendor that sends the activities of many invoices, those of one invoice one after the other,
 * each until it is acknowledged; and some of them again afterwards, as vendors do.
 */
export class Vendor {
  /** Ids of activities that got 200, by invoice, in order. */
  readonly acknowledged = new Map<number, string[]>();
  /** Responses by status, with `lost` for those that never came. */
  readonly answers: Record<string, number> = {};
  /** Responses that no vendor may ever get. */
  readonly problems: string[] = [];
  readonly #agent = new Agent({ connections: 64 });
  readonly #urls: () => readonly string[];
  readonly #random: Random;
  readonly #mayHang: boolean;
  readonly #stop = new AbortController();
  #pauseMs: readonly [number, number] = [5, 40];
  #isAbandoned = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: {
    readonly urls: () => readonly string[];
    readonly random: Random;
    /** Whether a request may be left without a response, as by a stalled process. */
    readonly mayHang: boolean;
  }) {
    this.#urls = options.urls;
    this.#random = options.random;
    this.#mayHang = options.mayHang;
  }

  get count(): number {
    return [...this.acknowledged.values()].reduce((sum, ids) => sum + ids.length, 0);
  }

  /** @param options.pauseMs between two activities of an invoice, shortest and longest */
  start(options: {
    readonly invoices: number;
    readonly pauseMs?: readonly [number, number];
  }): void {
    this.#pauseMs = options.pauseMs ?? this.#pauseMs;
    const numbers = Array.from({ length: options.invoices }, (_, index) => index + 1);
    this.#running = Promise.all(numbers.map((invoice) => this.#sendAll(invoice)));
  }

  /** Everything that was begun is acknowledged afterwards. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#agent.destroy();
  }

  /** Abandons whatever was begun: the trial is over, and the relays may be gone. */
  abandon(): void {
    this.#isAbandoned = true;
    this.#stop.abort();
  }

  async #sendAll(invoice: number): Promise<void> {
    const random = this.#random.fork();
    const ids: string[] = [];
    this.acknowledged.set(invoice, ids);
    while (!this.#stop.signal.aborted) {
      const made = activity({
        InvoiceId: invoice,
        Type: random.pick(types),
        // Some are large: free space in a file is used up soon.
        Message: 'Invoice '.repeat(random.chance(0.1) ? random.integer(100, 4_000) : 1),
        CreatedOn: new Date().toISOString().replace('Z', '0000Z'),
      });
      const body = signedBody(made);
      await this.#untilAcknowledged(body, random);
      ids.push(String(made.Id));
      if (random.chance(0.05)) await this.#post(body, random);
      await wait(random.integer(...this.#pauseMs));
    }
  }

  async #untilAcknowledged(body: string, random: Random): Promise<void> {
    while (!this.#isAbandoned && !(await this.#post(body, random)))
      await wait(random.integer(5, 40));
  }

  async #post(body: string, random: Random): Promise<boolean> {
    try {
      const { statusCode, body: answer } = await request(random.pick(this.#urls()), {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
        dispatcher: this.#agent,
        headersTimeout: hungAfterMs / coreShare(),
      });
      const text = await answer.text();
      this.answers[statusCode] = (this.answers[statusCode] ?? 0) + 1;
      if (statusCode !== 200 && statusCode !== 503) {
        this.problems.push(`an authentic webhook got ${statusCode}: ${text.slice(0, 200)}`);
      }
      return statusCode === 200;
    } catch (error) {
      this.answers['lost'] = (this.answers['lost'] ?? 0) + 1;
      const hung = (error as { code?: string }).code === 'UND_ERR_HEADERS_TIMEOUT';
      if (hung && !this.#mayHang) {
        this.problems.push(`a webhook got no response for ${hungAfterMs / 1_000} s`);
      }
      return false;
    }
  }
}
