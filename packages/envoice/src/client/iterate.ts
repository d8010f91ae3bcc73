import type { JsonValue } from '@invoice-relay/core/events';

import { isArray, isObject } from '../json/kinds.ts';
import type { IterateOptions } from './options.ts';

/** What Envoice's own WordPress plugin asks for at a time. */
const defaultPageSize = 100;

/**
 * Every item of a list, each once, page after page, each page asked for when it is needed.
 *
 * Lists change while they are walked: an item that moved to the next page is not given twice. The
 * walk ends with a page that holds nothing new (an empty one, or the same for ever), and with one
 * that is not full, unless the first page told of more: some servers give less than they are asked
 * for. A `TotalCount` that changes later on is not believed, as it could lead on without end.
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
  for (let page = 1; ; page += 1) {
    const { items, total } = readPage(await load(page, pageSize));
    if (page === 1) promised = total ?? 0;
    const fresh: JsonValue[] = [];
    for (const item of items) {
      const key = keyOf(item);
      if (seen.has(key)) continue;
      seen.add(key);
      fresh.push(item);
    }
    onProgress?.({ page, items: seen.size, total });
    yield* fresh;
    signal?.throwIfAborted();
    const isFull = items.length >= pageSize;
    if (fresh.length === 0 || !(isFull || seen.size < promised)) return;
  }
}

/** A page with its count, or the bare list that a search answers. */
function readPage(answer: JsonValue | undefined) {
  if (isArray(answer)) return { items: answer, total: null };
  if (!isObject(answer) || !isArray(answer['Result'])) return { items: [], total: null };
  const total = Number(answer['TotalCount'] ?? Number.NaN);
  return { items: answer['Result'], total: Number.isSafeInteger(total) ? total : null };
}

function keyOf(item: JsonValue): string {
  const id = isObject(item) ? item['Id'] : undefined;
  return id === undefined || id === null ? JSON.stringify(item) : `id ${String(id)}`;
}
