import { InvoiceRelayError } from '@invoice-relay/core/errors';

import { newestFirst } from './page-order.ts';
import type { LoadPage, Row } from './page-order.ts';
import { walkPages } from './walk-pages.ts';

/** In milliseconds: of the 30 seconds of a step, some are left for processing the rows. */
const longest = 20_000;

const byId = 'Use the ID instead if an earlier step has it, or try again when Envoice is faster.';

/** How often a list is read again if rows went missing during the scan. */
const attempts = 2;

/** Not everything could be checked, so what was not found may exist all the same. */
export class LookThroughError extends InvoiceRelayError {
  readonly code = 'list_incomplete';
}

/**
 * The matching rows of a list, newest first. Envoice cannot search its long lists, so all pages are
 * read, until there are enough rows.
 *
 * @param options.isEnough whether the rows found so far suffice; by default, all are read
 * @param options.fix what to do if the list is too long, for the error
 * @param options.most how many are wanted: reading stops early if the newest come first
 * @throws {VendorError}
 * @throws {LookThroughError} if not all could be read in 20 seconds, or Envoice withholds some:
 *   then nothing counts as not found
 */
export async function lookThrough<Item extends Row>(options: {
  readonly load: LoadPage<Item>;
  /** In errors: `invoices`. */
  readonly things: string;
  readonly fits: (row: Item) => boolean;
  readonly isEnough?: (found: readonly Item[]) => boolean;
  readonly most?: number;
  readonly fix?: string;
}): Promise<readonly Item[]> {
  const { load, things, fits, isEnough = () => false, most = Infinity, fix = byId } = options;
  const seen = new Map<unknown, Item>();
  const found = () => [...seen.values()].filter(fits);
  let total: number | null = null;
  let isOver = false;

  const walk = async (): Promise<readonly Item[]> => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      for await (const batch of walkPages(load)) {
        ({ total } = batch);
        for (const row of batch.rows) seen.set(row.Id, row);
        const isFull = batch.isNewestFirst && found().length >= most;
        if (isOver || isFull || isEnough(found())) return found();
      }
      if (total === null || seen.size >= total) return found();
    }
    throw new LookThroughError(
      `Envoice counts ${total} ${things} but lists only ${seen.size} of them. Try again later: some may have been deleted in the meantime.`,
    );
  };

  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isOver = true;
      const all = total === null ? `the ${things}` : `${total} ${things}`;
      reject(
        new LookThroughError(
          `Only ${seen.size} of ${all} could be searched in ${longest / 1000} seconds, and Envoice has no search of its own. ${fix}`,
        ),
      );
    }, longest);
  });
  try {
    return newestFirst(await Promise.race([walk(), late])).slice(0, most);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
