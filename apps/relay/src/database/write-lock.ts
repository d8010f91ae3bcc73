import { OverloadedError } from './overloaded-error.ts';

/** The threads that may write: the main one, and the projector's. */
export type LockThread = 1 | 2;
const threads: readonly LockThread[] = [1, 2];

/**
 * How long a write waits in the line of its thread. Each one ahead of it may have to wait for
 * another process, so that all of them together would take longer than anybody waits for a result.
 * Milliseconds.
 */
export const longestLineMs = 10_000;

/** The layout of the shared numbers: who holds the lock (0 is nobody), and which threads wait. */
const holder = 0;

/**
 * Lets one transaction at a time write, over all threads of the process: in the order of their
 * requests, with threads taking turns. SQLite has one writer; waiting happens here, where nobody is
 * blocked and nobody is overtaken.
 */
export class WriteLock {
  /** Passed to another thread, which creates its own lock from it. */
  readonly shared: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  readonly #thread: LockThread;
  /** The last request of this thread: one of each thread at a time competes with the others. */
  #line: Promise<void> = Promise.resolve();

  constructor(options: { readonly shared?: SharedArrayBuffer; readonly thread?: LockThread } = {}) {
    this.shared =
      options.shared ?? new SharedArrayBuffer((1 + threads.length) * Int32Array.BYTES_PER_ELEMENT);
    this.#numbers = new Int32Array(this.shared);
    this.#thread = options.thread ?? 1;
  }

  /**
   * @param options.withinMs how long to wait in the line of this thread; by default, for as long as
   *   it takes
   * @returns a function that releases it
   * @throws {OverloadedError} if its turn does not come within that time
   */
  async acquire({ withinMs }: { readonly withinMs?: number } = {}): Promise<() => void> {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const before = this.#line;
    this.#line = released;
    if (withinMs === undefined) await before;
    else if (!(await endsWithin(before, withinMs))) {
      // Later callers wait for the earlier ones all the same.
      void before.then(release);
      throw new OverloadedError('Too many writes are waiting for their turn.');
    }
    await this.#compete();
    return () => {
      this.#pass(this.#thread);
      release();
    };
  }

  /** Releases it on behalf of a thread that ended while holding or awaiting it. */
  releaseFor(thread: LockThread): void {
    Atomics.store(this.#numbers, thread, 0);
    if (Atomics.load(this.#numbers, holder) === thread) this.#pass(thread);
  }

  async #compete(): Promise<void> {
    const thread = this.#thread;
    for (;;) {
      const found = Atomics.compareExchange(this.#numbers, holder, 0, thread);
      // Free, or handed over by the thread that had it.
      if (found === 0 || found === thread) break;
      Atomics.store(this.#numbers, thread, 1);
      const now = Atomics.load(this.#numbers, holder);
      if (now !== 0 && now !== thread) await Atomics.waitAsync(this.#numbers, holder, now).value;
    }
    Atomics.store(this.#numbers, thread, 0);
  }

  /** Hands it to a waiting thread, so that none gets it twice while another waits. */
  #pass(from: LockThread): void {
    const waiting = threads.find(
      (thread) => thread !== from && Atomics.load(this.#numbers, thread) === 1,
    );
    Atomics.store(this.#numbers, holder, waiting ?? 0);
    Atomics.notify(this.#numbers, holder);
  }
}

async function endsWithin(line: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([line.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
