import { newestFirst } from './page-order.ts';
import type { LoadPage, Row } from './page-order.ts';
import { LookThroughError, lookThrough } from './look-through.ts';
import { walkPages } from './walk-pages.ts';

/** How many rows a poll returns. */
export const maxPerPoll = 100;

/** How long rows beyond those that are wanted are worth waiting for, in milliseconds. */
const marginMs = 10_000;

const fix = 'Use an instant trigger instead: it needs an Invoice Relay and reads no lists.';

/**
 * The newest rows of a list, newest first: one request if Envoice starts with them, two or three if
 * it ends with them, and all pages if it has no order.
 *
 * @throws {VendorError}
 * @throws {LookThroughError} if a list without an order is too long to be read, or Envoice counts
 *   rows and returns none
 */
export async function newestOf<Item extends Row>(options: {
  readonly load: LoadPage<Item>;
  /** In errors: `invoices`. */
  readonly things: string;
  /** How many are wanted: {@link maxPerPoll} by default. */
  readonly most?: number;
  /** How many more are returned if Envoice is fast; none by default. */
  readonly margin?: number;
}): Promise<readonly Item[]> {
  const { load, things, most = maxPerPoll, margin = 0 } = options;
  const rows: Item[] = [];
  const marginEndsAt = Date.now() + marginMs;
  for await (const { rows: more, isNewestFirst, total } of walkPages(load)) {
    if (!isNewestFirst) {
      return lookThrough({ load, things, fits: () => true, most: most + margin, fix });
    }
    rows.push(...more);
    if (rows.length === 0 && total !== null) {
      // Zapier would take all existing ones for new when they come back.
      throw new LookThroughError(
        `Envoice counts ${total} ${things} but lists none of them. Try again later.`,
      );
    }
    if (rows.length >= most + margin) break;
    if (rows.length >= most && Date.now() >= marginEndsAt) break;
  }
  return newestFirst(rows).slice(0, most + margin);
}
