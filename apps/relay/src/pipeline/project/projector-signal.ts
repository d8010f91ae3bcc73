import { readingCalls } from '../../sources/reading-calls.ts';
import type { Reading, ReadingListener } from '../../sources/reading-calls.ts';

/** A flood counts for so long after it was last seen. Milliseconds. */
const floodMs = 50;

/**
 * How whoever appends to the inbox and the projector tell each other where they are, over threads
 * and without messages: what is new, and how far it was projected.
 */
export class ProjectorSignal implements ReadingListener {
  /** To be handed to another thread, which makes its own signal of it. */
  readonly shared: SharedArrayBuffer;
  readonly #appended: Int32Array;
  readonly #place: BigInt64Array;
  readonly #floodUntil: BigInt64Array;
  /** When the present batch began, by the clock that threads share; 0 when there is none. */
  readonly #busySince: BigInt64Array;
  /** Which source reads just now, and what: see `begins`; 0 when none does. */
  readonly #reading: Int32Array;
  /** Whether the projector cannot do its work at present. */
  isTroubled = false;

  constructor(shared = new SharedArrayBuffer(40)) {
    this.shared = shared;
    this.#appended = new Int32Array(shared, 0, 1);
    this.#place = new BigInt64Array(shared, 8, 1);
    this.#floodUntil = new BigInt64Array(shared, 16, 1);
    this.#busySince = new BigInt64Array(shared, 24, 1);
    this.#reading = new Int32Array(shared, 32, 1);
  }

  /** The projector has rows to make events of. */
  batchBegins(): void {
    // Of a thread that ended in the middle of it.
    this.ends();
    Atomics.store(this.#busySince, 0, process.hrtime.bigint());
  }

  batchEnds(): void {
    Atomics.store(this.#busySince, 0, 0n);
  }

  /** For how long it has been at its present batch. Milliseconds; 0 when it is at none. */
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

  /** What a source of the projector is reading just now. */
  get reading(): Reading | undefined {
    const place = Atomics.load(this.#reading, 0) - 1;
    const call = readingCalls[place % readingCalls.length];
    if (call === undefined) return undefined;
    return { source: Math.floor(place / readingCalls.length), call };
  }

  /** Something was appended, or the projector is to look for another reason. */
  notify(): void {
    Atomics.add(this.#appended, 0, 1);
    Atomics.notify(this.#appended, 0);
  }

  /** Very many requests wait for their answer at once. @param now epoch milliseconds */
  flooded(now: number): void {
    Atomics.store(this.#floodUntil, 0, BigInt(now + floodMs));
  }

  /** Whether it was so a moment ago. @param now epoch milliseconds */
  isFlooded(now: number): boolean {
    const until = Number(Atomics.load(this.#floodUntil, 0));
    // A clock that was set back must not make a flood of hours.
    return now < until && until - now <= floodMs;
  }

  /** To be taken before a look, so that nothing that comes during it is missed. */
  get seen(): number {
    return Atomics.load(this.#appended, 0);
  }

  /** Answers when something came since `seen` was taken, or after a while. */
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
