import { hours, minutes, seconds } from '../../shared/clock/durations.ts';

/** How much of a connection may wait to be confirmed, and how often its vendor is asked about it. */
export interface ConfirmationLimits {
  /**
   * Waiting activities per connection. To make room for more, denied ones are dropped; while there
   * are none, more are refused, for the vendor to send again.
   */
  readonly maxWaiting: number;
  /**
   * The longest activity that is kept unconfirmed, in bytes. Bounds what unauthenticated senders
   * can store.
   */
  readonly maxActivityBytes: number;
  /** Documents that are asked about at once, each about one request to the vendor's API. */
  readonly documentsPerRound: number;
  /** Activities of one document that are asked about at once. */
  readonly activitiesPerDocument: number;
  /**
   * How long to wait before asking again about what the vendor does not know, in milliseconds,
   * after the first time, the second, and so on: its API may lag behind its webhooks. Once they
   * are used up the activity is dropped.
   */
  readonly asksAgainAfterMs: readonly number[];
  /** How long a dropped activity is remembered, from its receipt. Milliseconds. */
  readonly remembersForMs: number;
}

export const defaultLimits: ConfirmationLimits = {
  maxWaiting: 10_000,
  maxActivityBytes: 64 * 1024,
  documentsPerRound: 5,
  activitiesPerDocument: 50,
  asksAgainAfterMs: [10 * seconds, 1 * minutes, 10 * minutes, 1 * hours],
  remembersForMs: 24 * hours,
};
