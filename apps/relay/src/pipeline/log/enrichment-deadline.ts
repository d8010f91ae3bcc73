import { minutes } from '../../shared/clock/durations.ts';

/**
 * How long an event waits for its document at most. Milliseconds. That long only in a burst of
 * thousands, when the account limit delays its turn; a vendor that does not respond is given up
 * sooner, see the enricher.
 */
const enrichWithinMs = 10 * minutes;

/** Until when events of a connection wait for their documents; null if they do not. */
export function enrichmentDeadline(options: {
  /** It only enriches if its source can, which is checked when it is configured. */
  readonly connection: { readonly enrich: boolean };
  readonly now: number;
}): number | null {
  return options.connection.enrich ? options.now + enrichWithinMs : null;
}
