import { VendorError } from '@invoice-relay/core/errors';
import type { JsonValue } from '@invoice-relay/core/events';

import { isArray, isObject } from '@invoice-relay/core/json';
import type { IterateOptions } from './options.ts';

/** The page size of Envoice's own WordPress plugin. */
const defaultPageSize = 100;

/** A list that grows during the walk may reach twice its count, plus this many pages. */
const sparePages = 10;
/** How often pages are read again in one walk: protects against a count that keeps falling. */
const maxReturns = 20;
/**
 * The limit for a list without a count: protects against a server that makes up items endlessly.
 */
const maxWithoutCount = 1_000_000;

/**
 * Yields every item of a list once, page by page, each page requested when it is needed.
 *
 * Lists change during a walk: an item that moved to the next page is not yielded twice; and when
 * `TotalCount` falls, something was deleted and later items moved to pages that were already read,
 * so these are read again. The walk ends with a page without new items (an empty one, or the same
 * one forever), and with one that is not full, unless the first page announced more: some servers
 * return less than requested. That `TotalCount` grows is ignored, as it could lead on endlessly. If
 * as many items are added as deleted between two pages, it says nothing, and of a list with the
 * oldest first as many items are left out: pages of equal size cannot overlap to show it.
 * (Guess: what Envoice's lists and their `TotalCount` do while something is added or deleted was not
 * seen. If it is otherwise, pages are read again in vain.)
 *
 * @throws {VendorError} `vendor_answer_invalid` if a page has no list although more items are
 * expected, and if far more items come than the first page announced
 */
export async function* iteratePages(options: {
  readonly call: string;
  readonly load: (page: number, pageSize: number) => Promise<JsonValue | undefined>;
  readonly iterate: Omit<IterateOptions, 'signal'>;
}): AsyncGenerator<JsonValue, void, undefined> {
  const { call, load, iterate } = options;
  const { pageSize = defaultPageSize, onProgress } = iterate;
  if (!Number.isSafeInteger(pageSize) || pageSize < 1) {
    throw new TypeError(`${call} takes pageSize as a whole number of 1 or more.`);
  }
  const seen = new Set<string>();
  let promised = 0;
  let most = maxWithoutCount;
  /** The count of the previous page. */
  let before = 0;
  /** The number of items on a page: may be smaller than requested. */
  let held = 0;
  let furthest = 0;
  let returns = 0;
  let isOver = false;
  for (let page = 1; ; page += 1) {
    const { items, total } = readPage(await load(page, pageSize));
    if (furthest === 0) {
      promised = Math.max(0, total ?? 0);
      held = items?.length ?? 0;
      // A 0 beside items is a count that was not set.
      if (promised > 0) most = 2 * promised + sparePages * pageSize;
    }
    if (items === null && seen.size < (total ?? promised)) {
      throw new VendorError(
        'vendor_answer_invalid',
        `${call}: page ${page} has no list, after ${seen.size} of the ` +
          `${total ?? promised} items that Envoice counts. Try again later.`,
      );
    }
    const fresh: JsonValue[] = [];
    for (const item of items ?? []) {
      const key = keyOf(item);
      if (seen.has(key)) continue;
      seen.add(key);
      fresh.push(item);
    }
    if (seen.size > most) {
      throw new VendorError(
        'vendor_answer_invalid',
        `${call}: ${seen.size} items came by page ${page}, and still more, while Envoice counts ` +
          `${promised || 'no items'}. Check that baseUrl is that of the Envoice API.`,
      );
    }
    onProgress?.({ page, items: seen.size, total });
    yield* fresh;
    if (page > furthest) {
      const isFull = items !== null && items.length >= pageSize;
      isOver = fresh.length === 0 || !(isFull || seen.size < promised);
      furthest = page;
    }
    const count = total === null || (total === 0 && fresh.length > 0) ? before : total;
    const deleted = before - count;
    before = count;
    if (deleted > 0 && page > 1 && returns < maxReturns) {
      // As many later items have moved forward, to pages before this one.
      returns += 1;
      page = Math.max(1, page - Math.ceil(deleted / Math.max(1, held))) - 1;
    } else if (isOver && page === furthest) return;
  }
}

/**
 * A page with its count, or the bare list that a search returns. `items` is null if there is no
 * list.
 */
function readPage(response: JsonValue | undefined) {
  if (isArray(response)) return { items: response, total: null };
  if (!isObject(response)) return { items: null, total: null };
  const { Result, TotalCount } = response;
  const total = Number(TotalCount ?? Number.NaN);
  return {
    items: isArray(Result) ? Result : null,
    total: Number.isSafeInteger(total) ? total : null,
  };
}

function keyOf(item: JsonValue): string {
  const id = isObject(item) ? item['Id'] : undefined;
  return id === undefined || id === null ? JSON.stringify(item) : `id ${String(id)}`;
}
