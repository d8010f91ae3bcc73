import type { IterateOptions } from '../client/index.ts';
import { readId } from '../mapping/read.ts';
import { documentId } from './ask-vendor.ts';

/** How often a list that changes under the walk is read. */
const attempts = 3;

/**
 * The ids of all documents of a list, rising.
 *
 * A document that is deleted while the pages are read moves the rest forward, and one of them from
 * a page that is still to come onto one that has passed. So a list whose count changed, or is not
 * what came, is read again, up to three times; what any reading found counts.
 *
 * @throws {VendorError}
 */
export async function listIds(options: {
  readonly resource: {
    iterate(options: IterateOptions): AsyncIterable<{ readonly Id?: unknown }>;
  };
  readonly signal: AbortSignal;
}): Promise<readonly number[]> {
  const ids = new Set<number>();
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const totals = new Set<number>();
    let count = 0;
    const walk = options.resource.iterate({
      signal: options.signal,
      onProgress: ({ total }) => {
        if (total !== null) totals.add(total);
      },
    });
    for await (const document of walk) {
      count += 1;
      const id = documentId(readId(document.Id) ?? '');
      if (id !== null) ids.add(id);
    }
    const [total, ...others] = totals;
    if (others.length === 0 && (total === undefined || total === count)) break;
  }
  return [...ids].toSorted((a, b) => a - b);
}
