/** When a subscriber or a vendor counts as failing. */
export interface FailingLimits {
  /** How long only failures must have occurred. Milliseconds. */
  readonly afterMs: number;
}

/**
 * The minimum number of failed attempts for a subscription to count as failing; a single one could
 * be chance.
 */
export const failingAfterAttempts = 3;

/** The same for the API of a vendor, which is called less often. */
export const failingAfterVendorFailures = 2;
