/** How an attempt went, as far as the pace is concerned. */
export interface PaceSample {
  /** Which attempt it was, as `started` said. */
  readonly place: number;
  /** When it began, and when its outcome was known. Epoch milliseconds. */
  readonly startedAt: number;
  readonly now: number;
  /** `refused`: too fast (429, or 503 with `Retry-After`). `skipped`: it says nothing. */
  readonly outcome: 'delivered' | 'refused' | 'timeout' | 'failed' | 'skipped';
  /** How long a refusal asks to wait, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null;
}

/** What was found so far, to go on from after a restart. */
export interface FoundPace {
  readonly perSecond: number | null;
  readonly inFlight: number;
  /** Epoch milliseconds. */
  readonly waitsUntil: number;
  readonly reason: string | null;
}

/** Why a subscription is not sent to as fast as it could be. */
export type PaceReason = 'too_fast' | 'timeouts' | 'latency' | 'failures' | 'settings';

/** The pace as people see it. */
export interface PaceView {
  /** Attempts started in a second, at most; null when nothing limits them. */
  readonly perSecond: number | null;
  /** Attempts in flight at most. */
  readonly inFlight: number;
  /** Nothing is sent before this moment, in epoch milliseconds; null when it need not wait. */
  readonly waitsUntil: number | null;
  /** Null at full speed. */
  readonly reason: PaceReason | null;
}
