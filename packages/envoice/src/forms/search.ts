import type { ListItem } from './list-items.ts';

const pageSize = 100;
/**
 * How much a search finds before it returns. A host such as n8n asks for more when its list is
 * scrolled to the end, and a list that is not full cannot be scrolled.
 */
const enough = 20;
/** The maximum cost of a word without a match; the next page continues from there. */
const pagesAtOnce = 50;

/** The items found, and the page to continue from; null at the end. */
export interface Found {
  readonly items: readonly ListItem[];
  readonly nextPage: number | null;
}

/** Whether a text contains every word that a user typed, in any case. */
export function holdsWords(text: string, words: string | undefined): boolean {
  const within = text.toLowerCase();
  const wanted = (words ?? '').toLowerCase().split(/\s+/);
  return wanted.every((word) => within.includes(word));
}

/** The items of a list whose name or id contains every word of a text, sorted by name. */
export function searchWhole(options: {
  readonly items: readonly ListItem[];
  readonly filter: string | undefined;
}): Found {
  const { items, filter } = options;
  return {
    items: items
      .filter((item) => fits(item, filter))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    nextPage: null,
  };
}

/**
 * The next matching items of a long list, starting from a page. Without a text that is one page;
 * with one it is as many as it takes to fill a list.
 */
export async function searchPages(options: {
  readonly load: (page: { readonly page: number; readonly pageSize: number }) => Promise<{
    readonly items: readonly ListItem[];
    /** The number of items on all pages; null if Envoice does not say. */
    readonly total: number | null;
  }>;
  readonly filter: string | undefined;
  /** The first page is 1. */
  readonly page: number;
}): Promise<Found> {
  const { load, filter, page: first } = options;
  const found: ListItem[] = [];
  /** The actual page size: may be smaller than requested. Unknown if only a last page was read. */
  let held: number | null = null;
  for (let page = first; ; page += 1) {
    const { items, total } = await load({ page, pageSize });
    found.push(...items.filter((item) => fits(item, filter)));
    if (page === 1 || items.length >= pageSize) held ??= items.length;
    // A 0 beside items is a count that was not set: then an empty page marks the end.
    const isAll =
      held !== null && total !== null && total > 0 && (page - 1) * held + items.length >= total;
    if (items.length === 0 || isAll) return { items: found, nextPage: null };
    const isOnePage = (filter ?? '').trim() === '';
    if (isOnePage || found.length >= enough || page - first + 1 >= pagesAtOnce) {
      return { items: found, nextPage: page + 1 };
    }
  }
}

function fits({ name, id }: ListItem, filter: string | undefined): boolean {
  return holdsWords(`${name} ${id}`, filter);
}
