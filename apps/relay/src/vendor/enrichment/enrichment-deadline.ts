import type { AnySource } from '@invoice-relay/core/source';

/**
 * How long an event waits for its document at the most. Milliseconds. That long only in a burst
 * of thousands, when the limit per account makes its turn come late; a vendor that does not
 * answer is given up sooner, see the enricher.
 */
const enrichWithinMs = 10 * 60_000;

/** Until when events of a connection wait for their documents; null when they do not. */
export function enrichmentDeadline(options: {
  readonly connection: { readonly enrich: boolean };
  readonly source: AnySource;
  readonly now: number;
}): number | null {
  const { connection, source, now } = options;
  return connection.enrich && source.enrich !== undefined ? now + enrichWithinMs : null;
}
