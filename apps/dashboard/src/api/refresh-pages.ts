import type { Page } from '@invoice-relay/relay-client';

import type { Rows } from '../ui/rows-in-view.ts';

/** A page of a list that is shown. */
export interface LoadedPage<Item> extends Page<Item> {
  /** Whether a refresh left it out, so that its items may be outdated. */
  readonly isOld: boolean;
  /** The cursors known so far, by the key of the item that they follow. */
  readonly cursors: Readonly<Record<string, string>>;
}

/**
 * Refreshes the pages of a list one after another. However many pages are loaded, only those in
 * view are requested; the others keep the items they had. The list stays in one piece: what a
 * requested page pushes out moves to the next page, and what it takes over from later pages
 * disappears from those. What is pushed out at the end can be loaded again. Items must not change
 * places in their list.
 *
 * @param options.known the pages so far
 * @param options.pageSize maximum number of items in a response
 * @param options.inView the rows in view, or undefined if there are none: then the first page is
 * @param options.onlyOld whether what is in view only needs a request if it is old; if not, all
 *   that is not in view is old afterwards
 * @returns a function that returns the new page with an index; to be called for each page in order
 */
export function refreshPages<Item>(options: {
  readonly known: readonly LoadedPage<Item>[];
  readonly keyOf: (item: Item) => string;
  readonly pageSize: number;
  readonly inView: Rows | undefined;
  readonly onlyOld: boolean;
}): (index: number, request: () => Promise<Page<Item>>) => Promise<LoadedPage<Item>> {
  const { known, keyOf, pageSize, inView, onlyOld } = options;
  const items = known.flatMap(({ data, cursors, isOld }) =>
    data.map((item) => ({ item, key: keyOf(item), cursor: cursors[keyOf(item)], isOld })),
  );
  const placeOf = new Map(items.map(({ key }, place) => [key, place]));
  /** The first known item that is on no new page and has not left the list either. */
  let place = 0;
  /** The end of the previous new page. */
  let next: string | null = null;
  /** Whether the item before `place` is the last one of that page. */
  let isContinued = true;
  /** The keys of the items on the new pages. */
  const shown = new Set<string>();

  /** Where a page that begins at `place` ends: after enough items, where a cursor is known. */
  const endOfPage = (): number => {
    const enough = place + pageSize - 1;
    const last = items.findIndex(({ cursor }, at) => at >= enough && cursor !== undefined);
    return last === -1 ? items.length : last + 1;
  };
  const keep = (kept: typeof items, isOld: boolean): LoadedPage<Item> => {
    if (kept.length > 0) {
      place += kept.length;
      isContinued = true;
      // The last item of all has none at the end of the list.
      next = kept.at(-1)?.cursor ?? null;
    }
    const cursors = kept.flatMap(({ key, cursor }) =>
      cursor === undefined ? [] : [[key, cursor] as const],
    );
    return {
      data: kept.map(({ item }) => item),
      next,
      isOld,
      cursors: Object.fromEntries(cursors),
    };
  };
  const take = (page: Page<Item>): LoadedPage<Item> => {
    // Among those kept before may be some that have left, from before this page.
    const data = page.data.filter((item) => !shown.has(keyOf(item)));
    const keys = data.map(keyOf);
    const last = keys.at(-1);
    for (const key of keys) place = Math.max(place, (placeOf.get(key) ?? -1) + 1);
    ({ next } = page);
    isContinued = items[place - 1]?.key === last;
    const cursors = last === undefined || next === null ? {} : { [last]: next };
    return { data, next, isOld: false, cursors };
  };
  return async (index, request) => {
    if (index >= known.length) {
      // Not a refresh, but the page after those that are known.
      for (const { key } of items) shown.add(key);
      return take(await request());
    }
    const kept = items.slice(place, endOfPage());
    const rows = { start: shown.size, end: shown.size + kept.length };
    const isWanted = inView === undefined ? index === 0 : isIn(inView, rows);
    const isOld = !onlyOld || !isContinued || kept.some((each) => each.isOld);
    const page = isWanted && isOld ? take(await request()) : keep(kept, isOld);
    for (const item of page.data) shown.add(keyOf(item));
    return page;
  };
}

/** Whether there are old items in view. */
export function isOldIn(pages: readonly LoadedPage<unknown>[], inView: Rows): boolean {
  let start = 0;
  return pages.some(({ data, isOld }) => {
    const range = { start, end: start + data.length };
    start = range.end;
    return isOld && isIn(inView, range);
  });
}

/** Whether part of a page is in view, or the end of the list if the page is empty. */
function isIn(rows: Rows, page: { readonly start: number; readonly end: number }): boolean {
  return page.start <= rows.last + 1 && page.end > rows.first;
}
