import { readFileSync } from 'node:fs';

import type { RelayHost } from './relay-host.ts';
import type { Trial } from './trial.ts';
import { waitFor } from './wait.ts';

/** What one process holds after a full collection of garbage. MiB. */
export interface MemoryReading {
  readonly requests: number;
  /** Anonymous pages: not those of mapped files, which are the database's and the system's. */
  readonly anonymous: number;
  /** What is reachable in the main thread, with buffers. */
  readonly heap: number;
}

/** Readings before this part of all are those of a process that is getting warm. */
const warmAfter = 0.25;

/** With fewer requests than this, nothing is warm. */
const warmRequests = 20_000;

/** How much more may be there at the end than when it is warm, and than at the start. MiB. */
const mayGrow = { heap: 10, anonymous: 48, sinceStart: 160 };

/** Collects the garbage of processes and reads what is left: that is what must not grow. */
export class MemoryWatch {
  readonly #hosts: readonly RelayHost[];
  readonly #control: Trial['control'];
  readonly #controlFile: string;
  readonly #readings: MemoryReading[][];
  #collections = 0;

  constructor({ hosts, control, controlFile }: Pick<Trial, 'hosts' | 'control' | 'controlFile'>) {
    this.#hosts = hosts;
    this.#control = control;
    this.#controlFile = controlFile;
    this.#readings = hosts.map(() => []);
  }

  /** @returns the readings, one for each process, as text */
  async read(requests: number): Promise<string> {
    this.#collections += 1;
    await this.#control({ collections: this.#collections });
    for (const [index, host] of this.#hosts.entries()) {
      const heap = await this.#heapOf(host);
      this.#readings[index]?.push({ requests, heap, anonymous: anonymousMiB(host.pid) });
    }
    return this.#readings
      .map((some) => `${some.at(-1)?.anonymous} MiB (heap ${some.at(-1)?.heap})`)
      .join(', ');
  }

  problems(): string[] {
    return this.#readings.flatMap((readings) => growthIn(readings));
  }

  async #heapOf(host: RelayHost): Promise<number> {
    let heap = Number.NaN;
    const isRead = await waitFor(
      () => {
        try {
          const told: { collections: number; heap: number } = JSON.parse(
            readFileSync(`${this.#controlFile}.${host.pid}`, 'utf8'),
          );
          heap = told.heap;
          return told.collections === this.#collections;
        } catch {
          // Not written yet, or only half.
          return false;
        }
      },
      { withinMs: 30_000 },
    );
    if (!isRead) throw new Error('a process does not tell what memory it holds');
    return heap;
  }
}

/** What the readings of one process say against it. */
export function growthIn(readings: readonly MemoryReading[]): string[] {
  const shown = readings
    .map(({ requests, anonymous, heap }) => `${requests}: ${anonymous} (${heap})`)
    .join(', ');
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return [];
  const told = (what: string): string[] => [`${what}, in MiB by requests: ${shown}`];
  if (last.anonymous - first.anonymous > mayGrow.sinceStart) return told('memory grew');
  const warm = readings.filter(
    ({ requests }) => requests >= Math.max(warmRequests, last.requests * warmAfter),
  );
  const part = Math.floor(warm.length / 3);
  if (part === 0) return [];
  const grown = (of: 'heap' | 'anonymous'): number =>
    median(warm.slice(-part).map((one) => one[of])) -
    median(warm.slice(0, part).map((one) => one[of]));
  return (['heap', 'anonymous'] as const).flatMap((of) =>
    grown(of) > mayGrow[of] ? told(`${of} memory grows by ${grown(of)}`) : [],
  );
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

function anonymousMiB(pid: number): number {
  const kilobytes = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
