import { open } from 'node:fs/promises';
import { devNull } from 'node:os';

import type { Logger } from 'pino';

import type { Clock } from '../shared/clock/clock.ts';

/** Milliseconds. */
const lookEveryMs = 5_000;

/** The process, or the whole machine, has as many files open as it may. */
const tooMany: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE']);

/**
 * Notices when the process may open no more files, of which each connection is one. Node then closes
 * new connections as it accepts them, and reports that to nobody.
 */
export class OpenFilesWatch {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #openFile: () => Promise<AsyncDisposable>;
  #wasFull = false;
  #isStopped = false;
  #cancel = (): void => {};
  #looking: Promise<void> = Promise.resolve();

  /** @param options.openFile instead of opening a real file, for tests */
  constructor(options: {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly openFile?: () => Promise<AsyncDisposable>;
  }) {
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#openFile = options.openFile ?? (() => open(devNull));
  }

  start(): void {
    this.#cancel = this.#clock.after(lookEveryMs, () => {
      this.#looking = this.#look().finally(() => this.#isStopped || this.start());
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    await this.#looking;
  }

  /** Logged once per change. */
  async #look(): Promise<void> {
    const code = await this.#refusal();
    const isFull = tooMany.has(code);
    if (isFull && !this.#wasFull) {
      this.#logger.error(
        { code },
        'the process has as many files and connections open as it may: new connections are closed without a response, and attempts fail. Raise the limit ("ulimit -n", LimitNOFILE), or have fewer callers connect at once',
      );
    }
    if (!isFull && this.#wasFull) this.#logger.info('connections can be opened again');
    this.#wasFull = isFull;
  }

  async #refusal(): Promise<unknown> {
    try {
      await using file = await this.#openFile();
      void file;
      return undefined;
    } catch (error) {
      return (error as { readonly code?: unknown }).code;
    }
  }
}
