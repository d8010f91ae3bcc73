import { minutes } from '../../shared/clock/durations.ts';
import { estimateRate, longestMeasureMs, shortestMeasureMs } from './estimate-rate.ts';
import type { EndedMeasure, Measure } from './estimate-rate.ts';
import { clampWait } from './pace-sample.ts';
import type { ClockSetBack, FoundPace, PaceReason, PaceSample, PaceView } from './pace-sample.ts';
import { RefusalEvidence } from './refusal-evidence.ts';

/** The subscription owner's own limits; null leaves it to what the relay learns. */
export interface PaceSettings {
  readonly maxPerSecond: number | null;
  readonly maxInFlight: number | null;
}

/** How many are in flight at once while a limit is being measured again. */
const trialWindow = 8;
/** The initial number of attempts in flight, and the number it can grow to. */
const firstWindow = 10;
const largestWindow = 64;
/** While every attempt fails, this many probe whether it works again. */
const failingWindow = 2;
const failingAfter = 3;
/**
 * From this many consecutive failures, the next attempt waits: 1 s, then twice as long each time.
 */
const backOffAfter = 10;
const longestBackOffMs = 1 * minutes;
const firstBackOffMs = 1_000;
/** A subscriber that takes this many times longer than its best is at its limit. */
const slowFactor = 2;
const slowMs = 500;
/** A subscriber that takes longer than this works before it responds: concurrency does not help. */
const quickMs = 1_000;
/** After a refusal, the rate grows by this with each success, in attempts per second. */
const growth = 0.01;
const growthDoublesAfterMs = 1 * minutes;
const largestGrowth = 0.64;
/** The factor with which a limit is searched for after a guess. */
const searchGrowth = 1.1;
/** Faster than this is not a limit. Per second. */
const fastestRate = 2_000;
/** What a busy process was late with may be caught up within this time. */
const catchUpMs = 20;

/**
 * Learns how fast one subscriber can be served, from its responses alone: how many attempts may be
 * in flight (additive increase, multiplicative decrease), and how many may start per second once it
 * has responded "too fast".
 *
 * Between two refusals, a rate-limited subscriber accepted exactly what its limit allows, however
 * the limit is counted (token bucket, fixed or sliding window). So the second refusal reveals the
 * rate, and from there a little more is tried all the time. Random refusals, which no pace would
 * prevent, only cost their pause: see `RefusalEvidence`.
 *
 * Pure: the time is passed in, and it holds no timer. Kept in memory; see `PaceKeeper` for
 * restarts.
 */
export class Pace {
  #settings: PaceSettings;
  #window = firstWindow;
  #inFlight = 0;
  #place = 0;
  /** Starts per second; infinite until refused. */
  #rate = Number.POSITIVE_INFINITY;
  /** The earliest time at which the next start is within the rate. */
  #nextAt = 0;
  #blockedUntil = 0;
  #reason: PaceReason | null = null;
  /** The latest slow-down: attempts started before it carry no new information. */
  #slowedAt = Number.NEGATIVE_INFINITY;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #refusals = 0;
  #failures = 0;
  /** Since the limit was last hit, or since it became busy. */
  #measure: Measure = { since: Number.NEGATIVE_INFINITY, delivered: 0 };
  /** What the latest refusal ended: its responses are still arriving. */
  #ended: EndedMeasure | undefined;
  #searching = false;
  readonly #evidence = new RefusalEvidence();
  /** The state before a refusal at full speed, in case that was random. */
  #beforeRefusal: { readonly window: number; readonly startsQuickly: boolean } | undefined;
  /** The rate that was suspended to test whether there is a limit. */
  #triedFrom: number | undefined;
  /** What `Retry-After` asks for, whatever else is learned. Epoch milliseconds. */
  #askedToWaitUntil = 0;
  /** Whether starts are as close together as the rate allows: only then can it be raised. */
  #rateIsUsed = false;
  /** The response time when nothing is in the way. Milliseconds. */
  #quickest: number | undefined;
  #startsQuickly = true;

  constructor(options: {
    readonly settings: PaceSettings;
    /** Whether only failures are known: then it starts carefully. */
    readonly failing: boolean;
  }) {
    this.#settings = options.settings;
    if (options.failing) {
      this.#failures = failingAfter;
      this.#slowDown(failingWindow, 'failures');
    }
  }

  /** What is worth remembering; undefined at full speed, if there is nothing to wait for. */
  found(now: number): FoundPace | undefined {
    const limited = this.#rate !== Number.POSITIVE_INFINITY;
    if (!limited && this.#window >= firstWindow && this.#blockedUntil <= now) return undefined;
    return {
      perSecond: limited ? Math.round(this.#rate * 100) / 100 : null,
      inFlight: Math.round(this.#window * 10) / 10,
      // How long a failing one is left alone anyway is found out again by the next failure.
      waitsUntil: this.#reason === 'failures' ? this.#askedToWaitUntil : this.#blockedUntil,
      reason: this.#reason,
    };
  }

  /** Continues from what was learned before a restart. */
  restore({ perSecond, inFlight, waitsUntil, reason }: FoundPace, now: number): void {
    this.#rate = perSecond ?? Number.POSITIVE_INFINITY;
    const window = Math.min(inFlight, largestWindow);
    // One at full speed only has to wait.
    if (reason === null) this.#window = window;
    else this.#slowDown(window, reason as PaceReason);
    this.#refusedAt = perSecond === null ? this.#refusedAt : now;
    this.#block(waitsUntil);
    // Why others wait is not saved: the subscriber may have asked for it.
    this.#askedToWaitUntil = waitsUntil;
    if (reason === 'failures') this.#failures = Math.max(this.#failures, backOffAfter - 1);
  }

  change(settings: PaceSettings): void {
    this.#settings = settings;
  }

  /** How many attempts may start now. */
  room(now: number): number {
    if (now < this.#blockedUntil) return 0;
    const free = this.#limit - this.#inFlight;
    if (free <= 0) return 0;
    const rate = this.#perSecond;
    if (rate === Number.POSITIVE_INFINITY) return free;
    const from = this.#rateFrom(now);
    return now < from ? 0 : Math.min(free, 1 + Math.floor(((now - from) * rate) / 1_000));
  }

  /** When time alone makes room, in epoch milliseconds; null if only the end of an attempt does. */
  opensAt(now: number): number | null {
    if (this.#inFlight >= this.#limit) return null;
    const rated = this.#perSecond === Number.POSITIVE_INFINITY ? 0 : this.#rateFrom(now);
    return Math.max(this.#blockedUntil, rated);
  }

  /** How many attempts may be in flight. */
  get #limit(): number {
    const most = this.#settings.maxInFlight ?? largestWindow;
    return Math.max(1, Math.min(Math.floor(this.#window), most));
  }

  get #perSecond(): number {
    return Math.min(this.#rate, this.#settings.maxPerSecond ?? Number.POSITIVE_INFINITY);
  }

  #rateFrom(now: number): number {
    return Math.max(this.#nextAt, now - catchUpMs);
  }

  /** An attempt starts. @returns its sequence number */
  started(now: number): number {
    // After a pause, measuring starts again: an idle hour says nothing about a limit.
    const idle = this.#inFlight === 0 && now - this.#nextAt > shortestMeasureMs;
    if (idle || now - this.#measure.since > longestMeasureMs) {
      this.#measure = { since: now, delivered: 0 };
    }
    this.#inFlight += 1;
    const rate = this.#perSecond;
    const wait = rate === Number.POSITIVE_INFINITY ? 0 : 1_000 / rate;
    this.#rateIsUsed = now - this.#nextAt < 2 * wait + catchUpMs;
    this.#nextAt = this.#rateFrom(now) + wait;
    this.#place += 1;
    return this.#place;
  }

  /** The outcome of an attempt is known. */
  ended(sample: PaceSample): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    switch (sample.outcome) {
      case 'delivered':
        this.#delivered(sample);
        break;
      case 'refused':
        this.#refused(sample);
        break;
      case 'timeout':
        if (this.#isNews(sample)) this.#slowDown(this.#window / 2, 'timeouts', sample.now);
        this.#failed(sample.now);
        break;
      case 'failed':
        this.#failed(sample.now);
        break;
      case 'skipped':
        break;
    }
  }

  #delivered(sample: PaceSample): void {
    const recovers = this.#failures >= failingAfter;
    this.#failures = 0;
    this.#refusals = 0;
    if (recovers) {
      this.#blockedUntil = this.#askedToWaitUntil;
      this.#startsQuickly = true;
    }
    this.#observeLatency(sample);
    if (this.#evidence.delivered(sample)) {
      this.#forgiveRefusal();
      this.#blockedUntil = this.#askedToWaitUntil;
    }
    if (this.#ended !== undefined && sample.startedAt <= this.#refusedAt) {
      this.#ended.measure.delivered += 1;
      this.#estimate();
    } else {
      this.#measure.delivered += 1;
      this.#raiseRate(sample.now);
    }
  }

  #observeLatency(sample: PaceSample): void {
    const took = sample.now - sample.startedAt;
    // The clock was set back: every later response would count as slow.
    if (took < 0) return;
    // Decays slowly, so that a subscriber that became slower for good is not held back forever.
    this.#quickest = Math.min(took, (this.#quickest ?? took) * 1.01 + 0.1);
    if (took > this.#quickest * slowFactor + slowMs) {
      if (this.#isNews(sample)) this.#slowDown(this.#window * 0.7, 'latency', sample.now);
      return;
    }
    const wasUsed = this.#inFlight + 1 >= this.#limit / 2;
    if (took > quickMs || !wasUsed) return;
    this.#window = Math.min(
      largestWindow,
      this.#window + (this.#startsQuickly ? 1 : 1 / this.#window),
    );
    if (this.#window >= firstWindow && this.#rate === Number.POSITIVE_INFINITY) this.#reason = null;
  }

  #raiseRate(now: number): void {
    if (this.#rate === Number.POSITIVE_INFINITY || !this.#rateIsUsed) return;
    const doublings = Math.floor((now - this.#refusedAt) / growthDoublesAfterMs);
    this.#rate = this.#searching
      ? this.#rate * searchGrowth
      : this.#rate + Math.min(largestGrowth, growth * 2 ** doublings);
    if (this.#rate < fastestRate) return;
    this.#rate = Number.POSITIVE_INFINITY;
    this.#reason = null;
  }

  #refused(sample: PaceSample): void {
    const { now, retryAfterMs } = sample;
    const isNews = sample.startedAt > this.#refusedAt;
    if (isNews) this.#refusals += 1;
    const backOff = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (this.#refusals - 1));
    const waitMs = retryAfterMs ?? backOff;
    this.#evidence.refused(sample);
    if (retryAfterMs !== null) {
      this.#askedToWaitUntil = Math.max(this.#askedToWaitUntil, now + retryAfterMs);
    }
    if (isNews) {
      const atFullSpeed = this.#rate === Number.POSITIVE_INFINITY;
      if (atFullSpeed) {
        this.#beforeRefusal = { window: this.#window, startsQuickly: this.#startsQuickly };
      }
      this.#ended = { measure: this.#measure, rate: this.#rate, searched: this.#searching };
      this.#measure = { since: now, delivered: 0 };
      this.#refusedAt = now;
      this.#estimate();
      this.#slowDown(this.#window * 0.7, 'too_fast', now);
      this.#judgeRefusal(sample, atFullSpeed);
    }
    if (retryAfterMs !== null || isNews) this.#block(now + waitMs);
  }

  /** It may have been a limit, chance, or too little to tell. */
  #judgeRefusal(sample: PaceSample, atFullSpeed: boolean): void {
    if (!atFullSpeed) {
      if (this.#evidence.mayTry()) this.#try();
      return;
    }
    if (this.#triedFrom !== undefined) {
      // Of a trial: if it turns out to be a limit after all, its rate is known.
      this.#rate = this.#triedFrom;
      this.#ended = undefined;
      this.#searching = false;
      this.#triedFrom = undefined;
    }
    const begunAfter = this.#place - sample.place;
    if (this.#evidence.ask(sample, { begunAfter })) this.#forgiveRefusal();
  }

  /** Goes to full speed, with few in flight, to see what the next refusal reveals. */
  #try(): void {
    this.#triedFrom = this.#rate;
    this.#rate = Number.POSITIVE_INFINITY;
    this.#window = trialWindow;
    this.#ended = undefined;
  }

  /** The refusal was random: what it started is undone, except for waits. */
  #forgiveRefusal(): void {
    if (this.#beforeRefusal === undefined) return;
    const { window, startsQuickly } = this.#beforeRefusal;
    this.#beforeRefusal = undefined;
    this.#ended = undefined;
    this.#rate = Number.POSITIVE_INFINITY;
    this.#searching = false;
    this.#window = Math.max(this.#window, window);
    this.#startsQuickly = startsQuickly;
    this.#reason = null;
  }

  /** The rate from what was accepted until the latest refusal. */
  #estimate(): void {
    if (this.#ended === undefined) return;
    const { rate, isGuess } = estimateRate(this.#ended, this.#refusedAt);
    this.#rate = rate;
    this.#searching = isGuess;
  }

  #failed(now: number): void {
    this.#failures += 1;
    if (this.#failures >= failingAfter) {
      this.#slowDown(Math.min(this.#window, failingWindow), 'failures', now);
    }
    const over = this.#failures - backOffAfter;
    if (over >= 0) this.#block(now + Math.min(longestBackOffMs, firstBackOffMs * 2 ** over));
  }

  /** Somebody retries, or changed the subscription: only what it asks for is still waited for. */
  tryNow(): void {
    if (this.#reason === 'failures') this.#blockedUntil = this.#askedToWaitUntil;
  }

  #isNews(sample: PaceSample): boolean {
    return sample.startedAt >= this.#slowedAt;
  }

  #slowDown(window: number, reason: PaceReason, now?: number): void {
    this.#window = Math.max(1, window);
    this.#startsQuickly = false;
    this.#reason = reason;
    if (now !== undefined) this.#slowedAt = now;
  }

  #block(until: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
  }

  /** The clock was set back: waits last as long as they would have. */
  clamp(setBack: ClockSetBack): void {
    const { now, byMs } = setBack;
    this.#blockedUntil = clampWait(this.#blockedUntil, setBack);
    this.#askedToWaitUntil = clampWait(this.#askedToWaitUntil, setBack);
    this.#nextAt = clampWait(this.#nextAt, setBack);
    const since = (at: number): number => Math.min(at - byMs, now);
    this.#refusedAt = since(this.#refusedAt);
    this.#slowedAt = since(this.#slowedAt);
    this.#measure = { ...this.#measure, since: since(this.#measure.since) };
  }

  view(now: number): PaceView {
    const { maxPerSecond, maxInFlight } = this.#settings;
    const rate = this.#perSecond;
    const isSet = maxPerSecond !== null || maxInFlight !== null;
    return {
      perSecond: rate === Number.POSITIVE_INFINITY ? null : Math.round(rate * 100) / 100,
      inFlight: this.#limit,
      waitsUntil: this.#blockedUntil > now ? this.#blockedUntil : null,
      reason: this.#reason ?? (isSet ? 'settings' : null),
    };
  }
}
