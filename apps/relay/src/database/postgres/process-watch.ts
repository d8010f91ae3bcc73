import type { Database } from '../database.ts';
import { freeProcess, isStillMissing, missingProcesses } from '../tables/processes.ts';
import type { KnownProcess, MissingProcess } from '../tables/processes.ts';
import { goneAfterMs } from './presence.ts';

/** How often to check. Milliseconds. */
const lookEveryMs = 1_000;

export interface ProcessWatchOptions {
  readonly database: Database;
  /** This process. */
  readonly own: KnownProcess;
  /** Called for each process that is gone, once what it held is free. */
  readonly onGone: (gone: KnownProcess) => void;
  readonly onError: (error: unknown) => void;
  /** Overrides the default times, for tests. Milliseconds. */
  readonly times?: { readonly lookEveryMs: number; readonly goneAfterMs: number };
}

/**
 * Frees what dead processes held: deliveries, background work, the projector's turn. All of it also
 * expires, later: that is for a process that stalls, or whose machine is gone while the server
 * keeps its session for long.
 */
export class ProcessWatch {
  readonly #options: ProcessWatchOptions;
  /** Since when each session has been missing, by the monotonic clock. */
  #missed = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: ProcessWatchOptions) {
    this.#options = options;
  }

  start(): void {
    const { times, onError } = this.#options;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().catch((error: unknown) => {
        // As long as the database cannot be queried, nobody can start a session either.
        this.#missed.clear();
        onError(error);
      });
      void this.#looking.then(() => this.#stopped || this.start());
    }, times?.lookEveryMs ?? lookEveryMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { database, own, onGone, times } = this.#options;
    const now = performance.now();
    const missing = (await database.read((tx) => missingProcesses(tx))).filter(
      ({ number }) => number !== own.number,
    );
    this.#missed = new Map(
      missing.map((one) => [sessionOf(one), this.#missed.get(sessionOf(one)) ?? now]),
    );
    for (const one of missing) {
      const since = this.#missed.get(sessionOf(one)) ?? now;
      if (now - since < (times?.goneAfterMs ?? goneAfterMs)) continue;
      if (await this.#free(one)) onGone(one);
    }
  }

  #free(missing: MissingProcess): Promise<boolean> {
    return this.#options.database.write(
      async (tx) => {
        if (!(await isStillMissing(tx, missing))) return false;
        await freeProcess(tx, missing);
        return true;
      },
      { inLine: false },
    );
  }
}

/** A process that comes back and is lost again has another session. */
function sessionOf({ number, since }: MissingProcess): string {
  return `${number}/${since}`;
}
