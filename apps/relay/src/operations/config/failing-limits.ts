/** From when on a subscriber or a vendor counts as failing. */
export interface FailingLimits {
  /** For how long nothing but failures came. Milliseconds. */
  readonly afterMs: number;
}

/** So many failed attempts make a subscription fail, or more; one could be chance. */
export const failingAfterAttempts = 3;

/** The same for the API of a vendor, which is asked less often. */
export const failingAfterVendorFailures = 2;
