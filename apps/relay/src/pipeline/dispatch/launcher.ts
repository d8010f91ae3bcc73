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

/**
 * From so many webhooks in one turn of the event loop on, they are a flood that deliveries give way
 * to. What comes at a steady pace is fewer, even where each turn takes 50 ms because its disk is slow.
 */
const floodPerTurn = 16;

/**
 * Without a flood, so many attempts start in a turn. A webhook that comes waits for no more, and while
 * the next ones are made, these are answered, so that their connections carry what starts after them.
 */
const attemptsPerTurn = 32;

/**
 * In a flood, one attempt starts for so many webhooks. An attempt takes the thread about twice as long
 * as a webhook, so deliveries keep a third of it; what is late is made up for when it is quiet again.
 */
const webhooksPerAttempt = 4;

/**
 * And at least so many for each millisecond that the last turn took. Where the disk is slow, turns are
 * long and few, and the thread waits most of the time: deliveries must not fall behind then.
 */
const attemptsPerMs = 1;

export interface LauncherOptions {
  readonly attempts: AttemptMaker;
  readonly paces: Paces;
  readonly clock: Clock;
  readonly limits: DispatchLimits;
  /** How many webhooks come in a turn of the event loop, where they come to this process. */
  readonly ingestLoad?: { readonly perTurn: number } | undefined;
  /** A subscription may have room for more. */
  readonly onRoom: (subscriptionId: string) => void;
  /** A delivery will be due at that moment, in epoch milliseconds. */
  readonly onDueAt: (at: number) => void;
}

/** Starts attempts of what is ready, as many at a time as limits and paces allow. */
export class Launcher {
  readonly #options: LauncherOptions;
  readonly #ready = new ReadyDeliveries();
  /** Attempts from their start until they are on disk. */
  readonly #slots: Slots;
  readonly #flights = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  /** Attempts that were started in this turn of the event loop. */
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
    return this.#roomAt(subscriber.id, paces.of(subscriber).room(clock.now()));
  }

  /** Whether no more may be started than is ready, by what was last read of the subscription. */
  isFull(subscriptionId: string): boolean {
    const { paces, clock } = this.#options;
    const paceRoom = paces.find(subscriptionId)?.room(clock.now()) ?? Number.POSITIVE_INFINITY;
    return this.ready(subscriptionId) >= this.#roomAt(subscriptionId, paceRoom);
  }

  #roomAt(subscriptionId: string, paceRoom: number): number {
    return Math.min(paceRoom, this.#slots.room(subscriptionId));
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
      const isHeld = this.#slots.room(id) <= 0;
      if (opensAt > now || !isHeld) earliest = Math.min(earliest, opensAt);
    }
    return earliest;
  }

  /** Starts what may start, by turns: those first that have least in flight. */
  launch(): void {
    let waiting = this.#ready.subscriptionIds();
    // Once: those that go on have one more in flight each, so their order stays as it is.
    if (waiting.length > 1) waiting.sort((a, b) => this.#slots.used(a) - this.#slots.used(b));
    while (waiting.length > 0) waiting = waiting.filter((id) => this.#launchOne(id));
  }

  /** @returns whether one more of this subscription may be started */
  #launchOne(subscriptionId: string): boolean {
    const [first] = this.#ready.peek(subscriptionId);
    if (first === undefined || this.room(first.subscriber) <= 0 || this.#givesWay()) return false;
    this.#countStart();
    this.#ready.next(subscriptionId);
    this.#start(first);
    return true;
  }

  /** Whether enough was started in this turn of the event loop. The rest follows in the next one. */
  #givesWay(): boolean {
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
    this.#slots.giveBack(subscriptionId);
    if (outcome?.status === 'pending') this.#options.onDueAt(outcome.nextAttemptAt);
    this.#hasRoom(subscriptionId);
  }

  #hasRoom(subscriptionId: string): void {
    if (this.#abort.signal.aborted) return;
    if (this.#ready.count(subscriptionId) > 0) this.#launchSoon();
    this.#options.onRoom(subscriptionId);
  }

  /** Once for all attempts that end in this turn of the event loop: it looks at all subscriptions. */
  #launchSoon(): void {
    if (this.#launchesSoon) return;
    this.#launchesSoon = true;
    setImmediate(() => {
      this.#launchesSoon = false;
      if (!this.#abort.signal.aborted) this.launch();
    });
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
