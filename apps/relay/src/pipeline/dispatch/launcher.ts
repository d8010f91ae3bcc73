import type { Clock } from '../../shared/clock/clock.ts';
import type { Subscriber } from '../../database/stores/subscriber-store.ts';
import type { Outcome } from '../lanes/delivery-queue.ts';
import type { AttemptMaker } from './attempt-maker.ts';
import type { ReadyDelivery } from './dispatch-store.ts';
import type { DispatchLimits } from './limits.ts';
import type { Paces } from './paces.ts';
import { ReadyDeliveries } from './ready-deliveries.ts';
import { Slots } from './slots.ts';

/** Attempts are ended so long before the end of a stop, for their outcomes to reach the disk. */
const recordingShare = 1 / 8;

export interface LauncherOptions {
  readonly attempts: AttemptMaker;
  readonly paces: Paces;
  readonly clock: Clock;
  readonly limits: DispatchLimits;
  /** A subscription may have room for more. */
  readonly onRoom: (subscriptionId: string) => void;
  /** A delivery will be due at that moment, in epoch milliseconds. */
  readonly onDueAt: (at: number) => void;
}

/** Starts attempts of what is ready, as many at a time as limits and paces allow. */
export class Launcher {
  readonly #options: LauncherOptions;
  readonly #ready = new ReadyDeliveries();
  /** Attempts whose outcome is not known yet. */
  readonly #slots: Slots;
  /** Attempts whose outcome is known, and not on disk yet. */
  readonly #unrecorded: Slots;
  readonly #flights = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  constructor(options: LauncherOptions) {
    this.#options = options;
    this.#slots = new Slots(options.limits.attempts);
    this.#unrecorded = new Slots(options.limits.unrecorded);
  }

  add(deliveries: readonly ReadyDelivery[]): void {
    this.#ready.add(deliveries);
  }

  /** How many are ready and not started. */
  ready(subscriptionId: string): number {
    return this.#ready.count(subscriptionId);
  }

  inFlight(subscriptionId: string): number {
    return this.#slots.used(subscriptionId);
  }

  /** Takes back what is ready and not started. */
  takeBack(subscriptionId?: string): ReadyDelivery[] {
    return this.#ready.takeBack(subscriptionId);
  }

  /** How many attempts of a subscription may start now. */
  room(subscriber: Subscriber): number {
    const { paces, clock } = this.#options;
    const { id } = subscriber;
    return Math.min(
      paces.of(subscriber).room(clock.now()),
      this.#slots.room(id),
      this.#unrecorded.room(id),
    );
  }

  /**
   * When time alone lets one of these, or one that is ready, start. Epoch milliseconds; infinity
   * when only the end of an attempt does.
   */
  opensAt(subscriptionIds: Iterable<string>): number {
    const now = this.#options.clock.now();
    let earliest = Number.POSITIVE_INFINITY;
    for (const id of new Set([...subscriptionIds, ...this.#ready.subscriptionIds()])) {
      const opensAt = this.#options.paces.find(id)?.opensAt(now) ?? null;
      if (opensAt === null) continue;
      // It may have opened while something else was done: then it waits only for what others hold.
      const isHeld = this.#slots.room(id) <= 0 || this.#unrecorded.room(id) <= 0;
      if (opensAt > now || !isHeld) earliest = Math.min(earliest, opensAt);
    }
    return earliest;
  }

  /** Starts what may start, by turns: those first that have least in flight. */
  launch(): void {
    let waiting = this.#ready.subscriptionIds();
    while (waiting.length > 0) {
      if (waiting.length > 1) {
        waiting.sort((a, b) => this.#slots.used(a) - this.#slots.used(b));
      }
      waiting = waiting.filter((id) => this.#launchOne(id));
    }
  }

  /** @returns whether one more of this subscription may be started */
  #launchOne(subscriptionId: string): boolean {
    const [first] = this.#ready.peek(subscriptionId);
    if (first === undefined || this.room(first.subscriber) <= 0) return false;
    this.#ready.next(subscriptionId);
    this.#start(first);
    return true;
  }

  #start(ready: ReadyDelivery): void {
    const { attempts, paces, clock } = this.#options;
    const { id } = ready.subscriber;
    const pace = paces.of(ready.subscriber);
    pace.started(clock.now());
    this.#slots.take(id);
    const made = attempts.make({
      ...ready,
      signal: this.#abort.signal,
      onDecided: () => {
        this.#slots.giveBack(id);
        this.#unrecorded.take(id);
      },
      onEnded: (sample) => {
        pace.ended(sample);
        this.#hasRoom(id);
      },
    });
    const flight = this.#finish(made, id).finally(() => this.#flights.delete(flight));
    this.#flights.add(flight);
  }

  async #finish(made: Promise<Outcome | undefined>, subscriptionId: string): Promise<void> {
    const outcome = await made;
    this.#unrecorded.giveBack(subscriptionId);
    if (outcome?.status === 'pending') this.#options.onDueAt(outcome.nextAttemptAt);
    this.#hasRoom(subscriptionId);
  }

  #hasRoom(subscriptionId: string): void {
    if (this.#abort.signal.aborted) return;
    if (this.#ready.count(subscriptionId) > 0) this.launch();
    this.#options.onRoom(subscriptionId);
  }

  /**
   * Lets what is in flight finish, and ends it within `graceMs`, recorded or not.
   *
   * @param options.quiet when nothing is started any more
   */
  async stop(options: { readonly graceMs: number; readonly quiet: Promise<void> }): Promise<void> {
    const { clock } = this.#options;
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const abortAfter = Math.floor(options.graceMs * (1 - recordingShare));
    const cancels = [
      clock.after(abortAfter, () => this.#abort.abort()),
      clock.after(options.graceMs, resolve),
    ];
    const finished = options.quiet.then(() => Promise.all(this.#flights));
    await Promise.race([finished, over]);
    for (const cancel of cancels) cancel();
  }
}
