import type { Clock } from '../../shared/clock/clock.ts';
import type { Subscriber } from '../../database/stores/subscriber-store.ts';
import type { Outcome } from '../lanes/delivery-queue.ts';
import type { AttemptMaker } from './attempt-maker.ts';
import type { ReadyDelivery } from './dispatch-store.ts';
import type { DispatchLimits } from './limits.ts';
import type { Paces } from './paces.ts';
import { ReadyDeliveries } from './ready-deliveries.ts';
import { Slots } from './slots.ts';

/**
 * Attempts are aborted this long before the end of a shutdown, so that their outcomes reach the
 * disk.
 */
const recordingShare = 1 / 8;

/**
 * From this many webhooks per turn of the event loop, they are a flood, to which deliveries give
 * way. A steady load brings fewer, even if each turn takes 50 ms because of a slow disk.
 */
const floodPerTurn = 16;

/**
 * Without a flood, the number of attempts started per turn. An arriving webhook waits for no more
 * than these, and while the next ones are prepared, these are answered, so that their connections
 * are reused.
 */
const attemptsPerTurn = 32;

/**
 * In a flood, one attempt starts for this many webhooks. An attempt takes the thread about twice as
 * long as a webhook, so deliveries keep a third of it; the rest catches up afterwards.
 */
const webhooksPerAttempt = 4;

/**
 * And at least this many per millisecond that the last turn took. With a slow disk, turns are long
 * and few, and the thread is waiting most of the time: deliveries must not fall behind then.
 */
const attemptsPerMs = 1;

export interface LauncherOptions {
  readonly attempts: AttemptMaker;
  readonly paces: Paces;
  readonly clock: Clock;
  readonly limits: DispatchLimits;
  /** How many webhooks arrive per turn of the event loop, if this process receives any. */
  readonly ingestLoad?: { readonly perTurn: number } | undefined;
  /** Called when a subscription may have room for more. */
  readonly onRoom: (subscriptionId: string) => void;
  /** Called with the time at which a delivery becomes due, in epoch milliseconds. */
  readonly onDueAt: (at: number) => void;
}

/** Starts attempts of deliveries that are ready, as many at a time as limits and paces allow. */
export class Launcher {
  readonly #options: LauncherOptions;
  readonly #ready = new ReadyDeliveries();
  /** Attempts from their start until they are on disk. */
  readonly #slots: Slots;
  readonly #flights = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  /** Attempts started in this turn of the event loop. */
  #startedNow = 0;
  #heldBack = false;
  #launchesSoon = false;
  /** How long the last turn took in which any were started. */
  #turnMs = 0;

  constructor(options: LauncherOptions) {
    this.#options = options;
    this.#slots = new Slots(options.limits.attempts);
  }

  add(deliveries: readonly ReadyDelivery[]): void {
    this.#ready.add(deliveries, this.#options.clock.now());
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

  /** Subscriptions of which something has been ready, and not started, for longer than this. */
  idsReadyFor(milliseconds: number): string[] {
    return this.#ready.idsReadyFor({ milliseconds, now: this.#options.clock.now() });
  }

  /** How many attempts of a subscription may start now. */
  room(subscriber: Subscriber): number {
    const { paces, clock } = this.#options;
    return this.#roomAt(subscriber.id, paces.of(subscriber).room(clock.now()));
  }

  /**
   * Whether nothing can be started beyond what is ready, according to what was last read about the
   * subscription.
   */
  isFull(subscriptionId: string): boolean {
    const { paces, clock } = this.#options;
    const paceRoom = paces.find(subscriptionId)?.room(clock.now()) ?? Number.POSITIVE_INFINITY;
    return this.ready(subscriptionId) >= this.#roomAt(subscriptionId, paceRoom);
  }

  #roomAt(subscriptionId: string, paceRoom: number): number {
    return Math.min(paceRoom, this.#slots.room(subscriptionId));
  }

  /**
   * When the passage of time alone lets one of these, or one that is ready, start. Epoch
   * milliseconds; infinity if only the end of an attempt does.
   */
  opensAt(subscriptionIds: Iterable<string>): number {
    const now = this.#options.clock.now();
    let earliest = Number.POSITIVE_INFINITY;
    for (const id of new Set([...subscriptionIds, ...this.#ready.subscriptionIds()])) {
      const opensAt = this.#options.paces.find(id)?.opensAt(now) ?? null;
      if (opensAt === null) continue;
      // It may have opened in the meantime: then it only waits for what others hold.
      const isHeld = this.#slots.room(id) <= 0;
      if (opensAt > now || !isHeld) earliest = Math.min(earliest, opensAt);
    }
    return earliest;
  }

  /** Starts what may start, in turns: subscriptions with the least in flight first. */
  launch(): void {
    let waiting = this.#ready.subscriptionIds();
    // Sorted once: those that continue have one more in flight each, so their order does not
    // change.
    if (waiting.length > 1) waiting.sort((a, b) => this.#slots.used(a) - this.#slots.used(b));
    while (waiting.length > 0) waiting = waiting.filter((id) => this.#launchOne(id));
  }

  /** @returns whether one more of this subscription may be started */
  #launchOne(subscriptionId: string): boolean {
    const first = this.#ready.peek(subscriptionId);
    if (first === undefined || this.room(first.subscriber) <= 0 || this.#hasStartedEnough())
      return false;
    this.#countStart();
    this.#ready.shift(subscriptionId);
    this.#start(first);
    return true;
  }

  /** Whether enough was started in this turn of the event loop. The rest follows in the next one. */
  #hasStartedEnough(): boolean {
    const perTurn = this.#options.ingestLoad?.perTurn ?? 0;
    const most =
      perTurn < floodPerTurn
        ? attemptsPerTurn
        : Math.max(Math.ceil(perTurn / webhooksPerAttempt), this.#turnMs * attemptsPerMs);
    if (this.#startedNow < most) return false;
    this.#heldBack = true;
    return true;
  }

  #countStart(): void {
    const { clock } = this.#options;
    this.#startedNow += 1;
    if (this.#startedNow > 1) return;
    const startedAt = clock.now();
    setImmediate(() => {
      const wasHeldBack = this.#heldBack;
      this.#turnMs = clock.now() - startedAt;
      this.#startedNow = 0;
      this.#heldBack = false;
      if (wasHeldBack) this.launch();
    });
  }

  #start(ready: ReadyDelivery): void {
    const { attempts, paces, clock } = this.#options;
    const { id } = ready.subscriber;
    const pace = paces.of(ready.subscriber);
    const place = pace.started(clock.now());
    this.#slots.take(id);
    const made = attempts.make({
      ...ready,
      signal: this.#abort.signal,
      onEnded: (sample) => {
        pace.ended({ ...sample, place });
        this.#hasRoom(id);
      },
    });
    const flight = this.#finish(made, id).finally(() => this.#flights.delete(flight));
    this.#flights.add(flight);
  }

  async #finish(made: Promise<Outcome | undefined>, subscriptionId: string): Promise<void> {
    const outcome = await made;
    this.#slots.release(subscriptionId);
    if (outcome?.status === 'pending') this.#options.onDueAt(outcome.nextAttemptAt);
    this.#hasRoom(subscriptionId);
  }

  #hasRoom(subscriptionId: string): void {
    if (this.#abort.signal.aborted) return;
    if (this.#ready.count(subscriptionId) > 0) this.#launchSoon();
    this.#options.onRoom(subscriptionId);
  }

  /**
   * Once for all attempts that end in this turn of the event loop, as it looks at all
   * subscriptions.
   */
  #launchSoon(): void {
    if (this.#launchesSoon) return;
    this.#launchesSoon = true;
    setImmediate(() => {
      this.#launchesSoon = false;
      if (!this.#abort.signal.aborted) this.launch();
    });
  }

  /**
   * Lets what is in flight finish, and aborts it within `graceMs`, recorded or not.
   *
   * @param options.quiet resolves when nothing is started any more
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
