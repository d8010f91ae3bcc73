import { readingCalls } from '../../sources/reading-calls.ts';
import type { Reading, ReadingListener } from '../../sources/reading-calls.ts';

/** How long a flood counts after it was last seen. Milliseconds. */
const floodMs = 50;

/**
 * Milliseconds by the monotonic clock that threads share. No other will do: on PostgreSQL, requests
 * are dated by the database's, which the projector's thread does not have.
 */
export function threadsNow(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}

/**
 * How the inbox writer and the projector tell each other where they are, across threads and without
 * messages: what is new, and how far it was projected.
 */
export class ProjectorSignal implements ReadingListener {
  /** Passed to another thread, which creates its own signal from it. */
  readonly shared: SharedArrayBuffer;
  readonly #appended: Int32Array;
  readonly #place: BigInt64Array;
  readonly #floodUntil: BigInt64Array;
  /** When the current batch started, by the clock that threads share; 0 if there is none. */
  readonly #busySince: BigInt64Array;
  /** Which source is currently reading, and what: see `begins`; 0 if none is. */
  readonly #reading: Int32Array;
  /** Whether the projector cannot do its work at the moment. */
  isFailing = false;

  constructor(shared = new SharedArrayBuffer(40)) {
    this.shared = shared;
    this.#appended = new Int32Array(shared, 0, 1);
    this.#place = new BigInt64Array(shared, 8, 1);
    this.#floodUntil = new BigInt64Array(shared, 16, 1);
    this.#busySince = new BigInt64Array(shared, 24, 1);
    this.#reading = new Int32Array(shared, 32, 1);
  }

  /** The projector has rows to turn into events. */
  batchBegins(): void {
    // Left behind by a thread that ended in the middle of it.
    this.ends();
    Atomics.store(this.#busySince, 0, process.hrtime.bigint());
  }

  batchEnds(): void {
    Atomics.store(this.#busySince, 0, 0n);
  }

  /** How long it has been working on its current batch. Milliseconds; 0 when idle. */
  busyFor(): number {
    const since = Atomics.load(this.#busySince, 0);
    return since === 0n ? 0 : Number((process.hrtime.bigint() - since) / 1_000_000n);
  }

  begins({ source, call }: Reading): void {
    const place = source * readingCalls.length + readingCalls.indexOf(call);
    Atomics.store(this.#reading, 0, place + 1);
  }

  ends(): void {
    Atomics.store(this.#reading, 0, 0);
  }

  /** What a source of the projector is currently reading. */
  get reading(): Reading | undefined {
    const place = Atomics.load(this.#reading, 0) - 1;
    const call = readingCalls[place % readingCalls.length];
    if (call === undefined) return undefined;
    return { source: Math.floor(place / readingCalls.length), call };
  }

  /** Something was appended, or the projector is to check for another reason. */
  notify(): void {
    Atomics.add(this.#appended, 0, 1);
    Atomics.notify(this.#appended, 0);
  }

  /** Very many requests are waiting for their response at once. */
  flooded(now = threadsNow()): void {
    Atomics.store(this.#floodUntil, 0, BigInt(now + floodMs));
  }

  /** Whether that was so a moment ago. */
  isFlooded(now = threadsNow()): boolean {
    return now < Number(Atomics.load(this.#floodUntil, 0));
  }

  /** To be read before checking, so that nothing that arrives meanwhile is missed. */
  get seen(): number {
    return Atomics.load(this.#appended, 0);
  }

  /** Resolves when something arrived since `seen` was read, or after a timeout. */
  async waitForMore(seen: number, timeoutMs: number): Promise<void> {
    await Atomics.waitAsync(this.#appended, 0, seen, timeoutMs).value;
  }

  /** The last row of the inbox that is in the log. */
  get place(): number {
    return Number(Atomics.load(this.#place, 0));
  }

  set place(place: number) {
    Atomics.store(this.#place, 0, BigInt(place));
  }
}
