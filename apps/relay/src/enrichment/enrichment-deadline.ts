import type { AnySource } from '@invoice-relay/core/source';

/**
 * How long an event waits for its document at the most. Milliseconds. Long enough for a vendor
 * that is slow, short enough that a workflow about a payment still feels prompt.
 */
const enrichWithinMs = 60_000;

/** Until when events of a connection wait for their documents; null when they do not. */
export function enrichmentDeadline(options: {
  readonly connection: { readonly enrich: boolean };
  readonly source: AnySource;
  readonly now: number;
}): number | null {
  const { connection, source, now } = options;
  return connection.enrich && source.enrich !== undefined ? now + enrichWithinMs : null;
}
