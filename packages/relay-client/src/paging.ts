import * as v from 'valibot';

import { RelayAnswerError } from './errors.ts';
import type { Call, Caller, CallOptions } from './http/caller.ts';
import { openObject } from './schemas.ts';

export interface PageQuery {
  /** The `next` of the previous page. Omit it for the first page. */
  readonly after?: string;
  /**
   * Maximum number of items: 1 to 200, 50 by default. A page of large events has fewer, although
   * others follow.
   */
  readonly limit?: number;
}

/** One page of a list. */
export interface Page<Item> {
  readonly data: readonly Item[];
  /** Pass as `after` to get the next page; null on the last page. */
  readonly next: string | null;
}

export function pageSchema<Item>(
  item: v.GenericSchema<unknown, Item>,
): v.GenericSchema<unknown, Page<Item>> {
  return openObject({ data: v.array(item), next: v.nullable(v.string()) });
}

/** `list` and `iterate` of a resource: one page, and all items. A filter is part of the query. */
export function listCalls<Item>(
  caller: Caller,
  { path, schema }: Pick<Call, 'path'> & { readonly schema: v.GenericSchema<unknown, Item> },
) {
  const list = (query?: PageQuery, options?: CallOptions): Promise<Page<Item>> =>
    caller.json({ method: 'GET', path, query: { ...query }, schema: pageSchema(schema), options });
  return {
    list,
    iterate: (query?: PageQuery, options?: CallOptions) =>
      iteratePages({
        from: query?.after,
        load: (after) => list({ ...query, ...after }, options),
      }),
  };
}

/** Every item of a list, page by page, each page requested when its first item is. */
async function* iteratePages<Item>(options: {
  readonly from: string | undefined;
  readonly load: (after: { readonly after?: string }) => Promise<Page<Item>>;
}): AsyncGenerator<Item, void, undefined> {
  let after = options.from;
  for (;;) {
    const page: Page<Item> = await options.load(after === undefined ? {} : { after });
    yield* page.data;
    if (page.next === null) return;
    if (page.next === after) {
      throw new RelayAnswerError(
        'answer_invalid',
        'The relay returned a page whose next page is the same again. Check that nothing between this client and the relay changes its responses.',
        { status: 200 },
      );
    }
    after = page.next;
  }
}
