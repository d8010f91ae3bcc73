import { connect } from 'node:net';

import { hostileRequest } from './hostile-request.ts';
import type { Random } from './random.ts';

/** How long an answer, or the end of the connection, may take. The relay waits 30 s for a request. */
const patienceMs = 45_000;

/** How many are sent at the same time. */
const atOnce = 48;

interface HostileOptions {
  readonly url: string;
  readonly random: Random;
  /** API keys of administrators: several, as each may make so many calls only. */
  readonly keys: readonly string[];
  readonly ingestPath: string;
}

/** Sends hostile requests over bare sockets, from many addresses, and reads what becomes of them. */
export class HostileClient {
  sent = 0;
  /** How many got which status; `closed` when the connection ended without one. */
  readonly answers: Record<string, number> = {};
  readonly problems: string[] = [];
  readonly #options: HostileOptions;

  constructor(options: HostileOptions) {
    this.#options = options;
  }

  async send(count: number): Promise<void> {
    let left = count;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (left > 0) {
          left -= 1;
          await this.#one();
        }
      }),
    );
  }

  async #one(): Promise<void> {
    const { random, keys, ingestPath } = this.#options;
    const request = hostileRequest({ random, adminKey: random.pick(keys), ingestPath });
    this.sent += 1;
    const how = await this.#exchange(request.bytes, request.aborts);
    this.answers[how] = (this.answers[how] ?? 0) + 1;
    const isWrong = how === 'hang' || (how.startsWith('5') && how !== '503' && how !== '505');
    if (isWrong) {
      const shown = request.bytes.subarray(0, 300).toString('latin1');
      this.problems.push(`${how} for ${JSON.stringify(shown)}`);
    }
  }

  #exchange(bytes: Buffer, aborts: boolean): Promise<string> {
    const { url, random } = this.#options;
    const { hostname, port } = new URL(url);
    return new Promise((resolve) => {
      let received = '';
      const socket = connect({
        host: hostname,
        port: Number(port),
        // Each from an address of its own, or limits per address would answer for everything.
        localAddress: `127.${random.integer(1, 250)}.${random.integer(0, 250)}.${random.integer(1, 250)}`,
      });
      const timer = setTimeout(() => {
        socket.destroy();
        resolve('hang');
      }, patienceMs);
      const end = (): void => {
        clearTimeout(timer);
        socket.destroy();
        resolve(/^HTTP\/1\.[01] (\d{3})/.exec(received)?.[1] ?? 'closed');
      };
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1').slice(0, 100);
        // Streams and keep-alive connections do not end by themselves.
        if (received.length >= 12) end();
      });
      socket.on('error', end);
      socket.on('close', end);
      socket.write(bytes, () => {
        if (aborts) end();
        // What is only half a request waits for the rest: whoever sends no more is done.
        else socket.end();
      });
    });
  }
}
