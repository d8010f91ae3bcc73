import type { Page, RelayClient } from '@invoice-relay/relay-client';
import type {
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';

import { loadFromRelay } from '../shared/relay-options.ts';

const pageSize = 100;

/**
 * Minimum number of matches before a search returns. n8n requests the next page only when its list
 * is scrolled, and a list that is not full cannot be scrolled, so a short result is the last one it
 * gets.
 */
const enough = 20;

/** Maximum number of pages of an endless log to search per request. */
const pagesOfLog = 10;

interface Query {
  readonly limit: number;
  readonly after?: string;
}
export type Load<Item> = (relay: RelayClient, query: Query) => Promise<Page<Item>>;

/** One way to look up a text. Several are tried one after another. */
export interface Way<Item> {
  readonly load: Load<Item>;
  /** Whether every loaded entry matches; otherwise its label must contain the text. */
  readonly isFound: boolean;
  readonly pagesAtOnce: number;
}

/** Matches found by the relay itself. */
export function asked<Item>(load: Load<Item>): Way<Item> {
  return { load, isFound: true, pagesAtOnce: Number.POSITIVE_INFINITY };
}

/** The complete list. */
export function all<Item>(load: Load<Item>): Way<Item> {
  return { load, isFound: false, pagesAtOnce: Number.POSITIVE_INFINITY };
}

/** The log, from its end. */
export function newest<Item>(
  load: (relay: RelayClient, query: Query & { readonly order: 'desc' }) => ReturnType<Load<Item>>,
): Way<Item> {
  return {
    load: (relay, query) => load(relay, { ...query, order: 'desc' }),
    isFound: false,
    pagesAtOnce: pagesOfLog,
  };
}

/** Returns one page or more: enough to fill n8n's list, as pages of large events are short. */
export async function searchRelay<Item>(
  context: ILoadOptionsFunctions,
  options: {
    readonly filter: string | undefined;
    /** `paginationToken` of the previous result. */
    readonly token: string | undefined;
    readonly item: (item: Item) => INodeListSearchItems;
    /** @param typed empty when nothing was typed */
    readonly ways: (typed: string) => readonly Way<Item>[];
  },
): Promise<INodeListSearchResult> {
  const { filter, token, item } = options;
  const typed = filter?.trim() ?? '';
  const ways = options.ways(typed);
  const fits = ({ name, value }: INodeListSearchItems): boolean =>
    [name, String(value)].some((text) => text.toLowerCase().includes(typed.toLowerCase()));
  return await loadFromRelay(context, async (relay) => {
    const found = new Map<unknown, INodeListSearchItems>();
    let { index, after } = readToken(token);
    for (let pages = 1; ; pages += 1) {
      const way = ways[index];
      if (way === undefined) return { results: [...found.values()] };
      const page = await way.load(relay, { limit: pageSize, ...(after ? { after } : {}) });
      for (const entry of page.data.map(item)) {
        if (way.isFound || fits(entry)) found.set(entry.value, entry);
      }
      const isFull = found.size >= enough || pages >= way.pagesAtOnce;
      if (page.next === null) {
        index += 1;
        pages = 0;
      }
      after = page.next ?? '';
      if (isFull && index < ways.length) {
        return { results: [...found.values()], paginationToken: `${index}:${after}` };
      }
    }
  });
}

/** Parses a token: which way the previous result reached, and the position in it. */
function readToken(token: string | undefined): { index: number; after: string } {
  const [, index = '0', after = ''] = /^(\d+):(.*)$/s.exec(token ?? '') ?? [];
  return { index: Number(index), after };
}
