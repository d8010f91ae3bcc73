import type { SlotLimits } from './slots.ts';

/** How much is sent at once. Chosen so that one machine stays responsive and n8n is not overrun. */
export interface DispatchLimits {
  /**
   * Attempts that were started and are not on disk yet: what a kill at this moment may cause to be
   * sent twice. How many of one subscription wait for a response at once: see `Pace`.
   */
  readonly attempts: SlotLimits;
  /** How many deliveries of one subscription are read ahead, ready to be sent. */
  readonly ahead: number;
}

export const defaultLimits: DispatchLimits = {
  attempts: { guaranteed: 16, shared: 512, most: 4_096 },
  ahead: 32,
};
