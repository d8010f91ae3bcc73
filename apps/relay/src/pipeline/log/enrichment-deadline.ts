import { minutes } from '../../shared/clock/durations.ts';

/**
 * How long an event waits for its document at the most. Milliseconds. That long only in a burst
 * of thousands, when the limit per account makes its turn come late; a vendor that does not
 * answer is given up sooner, see the enricher.
 */
const enrichWithinMs = 10 * minutes;

/** Until when events of a connection wait for their documents; null when they do not. */
export function enrichmentDeadline(options: {
  /** It enriches only where its source can, which is checked when it is set. */
  readonly connection: { readonly enrich: boolean };
  readonly now: number;
}): number | null {
  return options.connection.enrich ? options.now + enrichWithinMs : null;
}
