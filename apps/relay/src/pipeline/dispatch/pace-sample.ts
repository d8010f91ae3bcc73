/** The outcome of an attempt, as far as the pace is concerned. */
export interface PaceSample {
  /** Which attempt it was, as returned by `started`. */
  readonly place: number;
  /** When it started, and when its outcome was known. Epoch milliseconds. */
  readonly startedAt: number;
  readonly now: number;
  /** `refused`: too fast (429, or 503 with `Retry-After`). `skipped`: not informative. */
  readonly outcome: 'delivered' | 'refused' | 'timeout' | 'failed' | 'skipped';
  /** How long the refusal asks to wait, in milliseconds; null if it does not say. */
  readonly retryAfterMs: number | null;
}

/** What has been learned so far, to continue from after a restart. */
export interface FoundPace {
  readonly perSecond: number | null;
  readonly inFlight: number;
  /** Epoch milliseconds. */
  readonly waitsUntil: number;
  readonly reason: string | null;
}

/** Why a subscription is not sent to at full speed. */
export type PaceReason = 'too_fast' | 'timeouts' | 'latency' | 'failures' | 'settings';

/** The pace as shown to users. */
export interface PaceView {
  /** Maximum number of attempts started per second; null if unlimited. */
  readonly perSecond: number | null;
  /** Maximum number of attempts in flight. */
  readonly inFlight: number;
  /** Nothing is sent before this time, in epoch milliseconds; null if there is no wait. */
  readonly waitsUntil: number | null;
  /** Null at full speed. */
  readonly reason: PaceReason | null;
}

/** Milliseconds. */
export interface ClockSetBack {
  /** Since 1970, as the clock shows now. */
  readonly now: number;
  /** How far it was set back, as far as is known. */
  readonly byMs: number;
  /** The longest possible wait. */
  readonly longestMs: number;
}

/** The end of a wait, by a clock that was set back: it lasts as long as it would have. */
export function clampWait(until: number, { now, byMs, longestMs }: ClockSetBack): number {
  return Math.min(until - byMs, now + longestMs);
}
