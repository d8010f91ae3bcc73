import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { Random } from './random.ts';

/** One request that arrived, accepted or not. */
export interface Receipt {
  readonly eventId: string;
  readonly activityId: string;
  readonly subject: string;
  /** Whether the response was 200. */
  readonly taken: boolean;
}

/** The event types of a trial's subscriptions, and how their subscribers behave. */
export const subscriptions = [
  { eventTypes: ['*'], temper: 'calm' },
  { eventTypes: ['invoice.paid'], temper: 'calm' },
  // Slow, and failing once for some events.
  { eventTypes: ['*'], temper: 'moody' },
] as const;

/** Records every request, separately for each subscription. */
export class Subscribers {
  readonly receipts: Receipt[][] = subscriptions.map(() => []);
  readonly #server: Server;
  readonly #random: Random;
  readonly #failed = new Set<string>();
  #url = '';

  constructor(random: Random) {
    this.#random = random;
    this.#server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('error', () => {});
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const index = Number((incoming.url ?? '').slice(1));
        void this.#answer(index, Buffer.concat(chunks).toString(), outgoing);
      });
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  url(index: number): string {
    return `${this.#url}/${index}`;
  }

  async #answer(index: number, body: string, outgoing: ServerResponse): Promise<void> {
    const { data } = JSON.parse(body) as {
      data: {
        id: string;
        activity: { id: string };
        subject: { kind: string; id: string } | null;
      };
    };
    const moody = subscriptions[index]?.temper === 'moody';
    await wait(this.#random.integer(0, moody ? 30 : 5));
    const status = moody ? this.#mood(data.id) : 200;
    this.receipts[index]?.push({
      eventId: data.id,
      activityId: data.activity.id,
      subject: `${data.subject?.kind}/${data.subject?.id}`,
      taken: status === 200,
    });
    outgoing.writeHead(status).end();
  }

  #mood(eventId: string): number {
    if (this.#failed.has(eventId)) return 200;
    if (!this.#random.chance(0.005)) return 200;
    this.#failed.add(eventId);
    return 500;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
