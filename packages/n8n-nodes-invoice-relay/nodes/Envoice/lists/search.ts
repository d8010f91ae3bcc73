import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

const pageSize = 100;
/** So that somebody who types a rare word waits for seconds at most; scrolling goes on from there. */
const pagesAtOnce = 10;

/** Those of a list whose name or id holds every word of a text, by name. */
export function searchWhole(options: {
  readonly items: readonly INodeListSearchItems[];
  readonly filter: string | undefined;
}): INodeListSearchResult {
  const { items, filter } = options;
  return {
    results: items
      .filter((item) => fits(item, filter))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
  };
}

/**
 * The next of a long list that fit, from the page that the token names. Without a text that is one
 * page; with one it is as many as it takes to find something.
 */
export async function searchPages(options: {
  readonly load: (page: { readonly page: number; readonly pageSize: number }) => Promise<{
    readonly items: readonly INodeListSearchItems[];
    /** How many there are on all pages; null when Envoice does not say. */
    readonly total: number | null;
  }>;
  readonly filter: string | undefined;
  readonly paginationToken: string | undefined;
}): Promise<INodeListSearchResult> {
  const { load, filter, paginationToken } = options;
  const first = Number(paginationToken ?? 1);
  const results: INodeListSearchItems[] = [];
  for (let page = first; ; page += 1) {
    const { items, total } = await load({ page, pageSize });
    results.push(...items.filter((item) => fits(item, filter)));
    const isLast = items.length === 0 || (total !== null && page * pageSize >= total);
    if (isLast) return { results };
    if (results.length > 0 || page - first + 1 >= pagesAtOnce) {
      return { results, paginationToken: String(page + 1) };
    }
  }
}

function fits({ name, value }: INodeListSearchItems, filter: string | undefined): boolean {
  const text = `${name} ${String(value)}`.toLowerCase();
  const words = (filter ?? '').toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}
