import type { SlotLimits } from './slots.ts';

/** How much is sent at once. Chosen so that one machine stays responsive and n8n is not overrun. */
export interface DispatchLimits {
  /** Attempts whose outcome is not known yet. How many of one subscription: see `Pace`. */
  readonly attempts: SlotLimits;
  /**
   * Attempts whose outcome is known and not on disk yet: what a kill at this very moment would send
   * a second time.
   */
  readonly unrecorded: SlotLimits;
  /** Deliveries of one subscription that are read ahead, ready to be sent. */
  readonly ahead: number;
}

export const defaultLimits: DispatchLimits = {
  attempts: { guaranteed: 4, shared: 512, most: 4_096 },
  unrecorded: { guaranteed: 16, shared: 128, most: 4_096 },
  ahead: 32,
};
