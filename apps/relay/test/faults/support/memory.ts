import { readFileSync } from 'node:fs';

import type { RelayHost } from './relay-host.ts';
import type { Trial } from './trial.ts';
import { waitFor } from './wait-for.ts';

/** What one process holds after a full garbage collection. MiB. */
export interface MemoryReading {
  readonly requests: number;
  /** Anonymous pages: not those of mapped files, which belong to the database and the system. */
  readonly anonymous: number;
  /** What is reachable in all threads, with buffers. */
  readonly heap: number;
  /**
   * Anonymous pages that V8 keeps for future objects: mostly its young generations, which grow to
   * their own size under load, and shrink later.
   */
  readonly spare: number;
}

/** Readings before this fraction of the run are from a process that is warming up. */
const warmAfter = 0.25;

/** With fewer requests than this, nothing is warm. */
const warmRequests = 20_000;

/** The maximum growth at the end compared to the warm process, and to the start. MiB. */
const mayGrow = { heap: 10, inUse: 48, sinceStart: 160 };

/** Collects the garbage of processes and reads what is left, which must not grow. */
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
      const held = await this.#heldBy(host);
      this.#readings[index]?.push({ requests, ...held, anonymous: anonymousMiB(host.pid) });
    }
    return this.#readings
      .flatMap((some) => some.slice(-1))
      .map(({ anonymous, heap, spare }) => `${anonymous} MiB (heap ${heap}, spare ${spare})`)
      .join(', ');
  }

  problems(): string[] {
    return this.#readings.flatMap((readings) => growthIn(readings));
  }

  async #heldBy(host: RelayHost): Promise<Pick<MemoryReading, 'heap' | 'spare'>> {
    let held = { collections: 0, heap: Number.NaN, spare: Number.NaN };
    const isRead = await waitFor(
      () => {
        try {
          held = JSON.parse(readFileSync(`${this.#controlFile}.${host.pid}`, 'utf8'));
          return held.collections === this.#collections;
        } catch {
          // Not written yet, or only half.
          return false;
        }
      },
      { withinMs: 30_000 },
    );
    if (!isRead) throw new Error('a process did not report its memory usage');
    return { heap: held.heap, spare: held.spare };
  }
}

/** Problems found in the readings of one process. */
export function growthIn(readings: readonly MemoryReading[]): string[] {
  const shown = readings
    .map(({ requests, anonymous, heap, spare }) => `${requests}: ${anonymous} (${heap} ${spare})`)
    .join(', ');
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return [];
  const told = (what: string): string[] => [
    `${what}; MiB after each number of requests, with heap and spare: ${shown}`,
  ];
  if (last.anonymous - first.anonymous > mayGrow.sinceStart) return told('memory grew');
  const warm = readings.filter(
    ({ requests }) => requests >= Math.max(warmRequests, last.requests * warmAfter),
  );
  const part = Math.floor(warm.length / 3);
  if (part === 0) return [];
  const kinds = {
    heap: ({ heap }: MemoryReading): number => heap,
    inUse: ({ anonymous, spare }: MemoryReading): number => anonymous - spare,
  };
  return (['heap', 'inUse'] as const).flatMap((kind) => {
    const grown =
      median(warm.slice(-part).map(kinds[kind])) - median(warm.slice(0, part).map(kinds[kind]));
    const name = kind === 'heap' ? 'heap memory' : 'memory in use';
    return grown > mayGrow[kind] ? told(`${name} grew by ${grown} MiB`) : [];
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

function anonymousMiB(pid: number): number {
  const kilobytes = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
