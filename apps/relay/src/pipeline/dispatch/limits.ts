/** How much is sent at once. Chosen so that one machine stays responsive and n8n is not overrun. */
export interface DispatchLimits {
  /** Attempts in flight, over all subscriptions. */
  readonly inFlight: number;
  /** Of these, at most so many retries: old failures must not starve first attempts. */
  readonly retriesInFlight: number;
  /** Attempts in flight of one subscription. */
  readonly perSubscription: number;
  readonly retriesPerSubscription: number;
  /** The same while every attempt fails: enough to notice when it works again. */
  readonly perFailingSubscription: number;
}

export const defaultLimits: DispatchLimits = {
  inFlight: 256,
  retriesInFlight: 128,
  perSubscription: 10,
  retriesPerSubscription: 7,
  perFailingSubscription: 2,
};
