import { VendorError } from '@invoice-relay/core/errors';
import type { JsonValue } from '@invoice-relay/core/events';

import { isArray, isObject } from '@invoice-relay/core/json';
import type { IterateOptions } from './options.ts';

/** What Envoice's own WordPress plugin asks for at a time. */
const defaultPageSize = 100;

/** A list that grows while it is walked may come to twice its count, and to this many pages more. */
const sparePages = 10;
/** Items of a list that has no count: a server that makes them up without end has to be left. */
const mostWithoutCount = 1_000_000;

/**
 * Every item of a list, each once, page after page, each page asked for when it is needed.
 *
 * Lists change while they are walked: an item that moved to the next page is not given twice. The
 * walk ends with a page that holds nothing new (an empty one, or the same for ever), and with one
 * that is not full, unless the first page told of more: some servers give less than they are asked
 * for. A `TotalCount` that changes later on is not believed, as it could lead on without end.
 *
 * @throws {VendorError} `vendor_answer_invalid` when a page has no list although there is more to
 *   come, and when far more comes than the first page told of
 */
export async function* iteratePages(options: {
  readonly call: string;
  readonly load: (page: number, pageSize: number) => Promise<JsonValue | undefined>;
  readonly iterate: IterateOptions;
}): AsyncGenerator<JsonValue, void, undefined> {
  const { call, load, iterate } = options;
  const { pageSize = defaultPageSize, onProgress, signal } = iterate;
  if (!Number.isSafeInteger(pageSize) || pageSize < 1) {
    throw new TypeError(`${call} takes pageSize as a whole number from 1.`);
  }
  const seen = new Set<string>();
  let promised = 0;
  let most = mostWithoutCount;
  for (let page = 1; ; page += 1) {
    const { items, total } = readPage(await load(page, pageSize));
    if (page === 1) promised = Math.max(0, total ?? 0);
    // A 0 beside items is a count that was not set.
    if (page === 1 && promised > 0) most = 2 * promised + sparePages * pageSize;
    if (items === null && seen.size < (total ?? promised)) {
      throw new VendorError(
        'vendor_answer_invalid',
        `${call}: page ${page} came without a list, after ${seen.size} of the ` +
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
          `${promised || 'no items'}. Check that baseUrl leads to the API of Envoice.`,
      );
    }
    onProgress?.({ page, items: seen.size, total });
    yield* fresh;
    signal?.throwIfAborted();
    const isFull = items !== null && items.length >= pageSize;
    if (fresh.length === 0 || !(isFull || seen.size < promised)) return;
  }
}

/** A page with its count, or the bare list that a search answers. `items` is null without a list. */
function readPage(answer: JsonValue | undefined) {
  if (isArray(answer)) return { items: answer, total: null };
  if (!isObject(answer)) return { items: null, total: null };
  const { Result, TotalCount } = answer;
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
