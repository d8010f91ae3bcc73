/** A flood counts for so long after it was last seen. Milliseconds. */
const floodMs = 50;

/**
 * How whoever appends to the inbox and the projector tell each other where they are, over threads
 * and without messages: what is new, and how far it was projected.
 */
export class ProjectorSignal {
  /** To be handed to another thread, which makes its own signal of it. */
  readonly shared: SharedArrayBuffer;
  readonly #appended: Int32Array;
  readonly #place: BigInt64Array;
  readonly #floodUntil: BigInt64Array;
  /** Whether the projector cannot do its work at present. */
  isTroubled = false;

  constructor(shared = new SharedArrayBuffer(24)) {
    this.shared = shared;
    this.#appended = new Int32Array(shared, 0, 1);
    this.#place = new BigInt64Array(shared, 8, 1);
    this.#floodUntil = new BigInt64Array(shared, 16, 1);
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
