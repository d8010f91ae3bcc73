import { VendorError } from '@invoice-relay/core/errors';

import type { IterateOptions } from '../client/index.ts';
import { readId } from '../mapping/read.ts';
import { documentId } from './ask-vendor.ts';

/** How often a list that changes during the walk is read. */
const attempts = 3;

/**
 * Returns the ids of all documents of a list, ascending.
 *
 * A document that is deleted while the pages are read moves the others forward, one of them from a
 * later page to one already read. So a list whose count changed, or does not match the items, is
 * read again, up to three times; what any reading found counts. If the count never changed, and
 * items are still missing, then Envoice withholds something: continuing would silently skip it.
 *
 * @throws {VendorError} including `vendor_answer_invalid` for a list that is shorter than its own
 * count
 */
export async function listIds(options: {
  readonly resource: {
    iterate(options: IterateOptions): AsyncIterable<{ readonly Id?: unknown }>;
  };
  readonly signal: AbortSignal;
}): Promise<readonly number[]> {
  const ids = new Set<number>();
  const counts = new Set<number>();
  let withoutId = 0;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const totals = new Set<number>();
    let count = 0;
    withoutId = 0;
    const walk = options.resource.iterate({
      signal: options.signal,
      onProgress: ({ total }) => {
        if (total !== null) totals.add(total);
      },
    });
    for await (const document of walk) {
      count += 1;
      const id = documentId(readId(document.Id) ?? '');
      if (id === null) withoutId += 1;
      else ids.add(id);
    }
    const [total, ...others] = totals;
    if (others.length === 0 && (total === undefined || total === count)) return rising(ids);
    for (const one of totals) counts.add(one);
  }
  const [total = 0, ...others] = counts;
  if (others.length === 0 && ids.size + withoutId < total) {
    throw new VendorError(
      'vendor_answer_invalid',
      `Envoice lists ${ids.size + withoutId} of the ${total} documents that it counts, in each of ` +
        `${attempts} readings. Try again later; if that does not help, ask Envoice about the missing ones.`,
    );
  }
  return rising(ids);
}

function rising(ids: ReadonlySet<number>): readonly number[] {
  return [...ids].toSorted((a, b) => a - b);
}
