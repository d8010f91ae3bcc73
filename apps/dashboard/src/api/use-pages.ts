import type { Page } from '@invoice-relay/relay-client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/preact-query';
import type { InfiniteData } from '@tanstack/preact-query';
import { useEffect, useRef } from 'preact/hooks';

import { rowsInView } from '../ui/rows-in-view.ts';
import { queryClient } from './query-client.ts';
import { isOldIn, refreshPages } from './refresh-pages.ts';
import type { LoadedPage } from './refresh-pages.ts';

const pageSize = 50;

interface PageParameter {
  readonly index: number;
  readonly after?: string;
}

/**
 * Loads a paginated API list page by page. A refresh requests only the pages whose rows are in
 * view, and the others when they are scrolled to.
 *
 * @returns the query with the items of all its pages, and a ref for the body of their table
 */
export function usePages<Item>(options: {
  readonly key: readonly unknown[];
  readonly load: (
    query: { readonly after?: string; readonly limit: number },
    options: { readonly signal: AbortSignal },
  ) => Promise<Page<Item>>;
  readonly keyOf: (item: Item) => string;
}) {
  const { key, load, keyOf } = options;
  const body = useRef<HTMLTableSectionElement>(null);
  const isCatchingUp = useRef(false);
  const refresh = useRef<ReturnType<typeof refreshPages<Item>>>();
  const stateOf = () => queryClient.getQueryState<InfiniteData<LoadedPage<Item>>>(key);
  const startRefresh = () => {
    const state = stateOf();
    return refreshPages({
      known: state?.data?.pages ?? [],
      keyOf,
      pageSize,
      inView: rowsInView(body.current),
      // An invalidation replaces the request for rows that were scrolled to.
      onlyOld: isCatchingUp.current && state?.isInvalidated !== true,
    });
  };
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: { index: 0 } as PageParameter,
    queryFn: ({ pageParam: { index, ...from }, signal }) => {
      const isNext = index === stateOf()?.data?.pages.length;
      if (index === 0 || isNext || refresh.current === undefined) refresh.current = startRefresh();
      return refresh.current(index, () => load({ limit: pageSize, ...from }, { signal }));
    },
    getNextPageParam: ({ next }, { length }): PageParameter | undefined =>
      next === null ? undefined : { index: length, after: next },
    placeholderData: keepPreviousData,
  });
  const { data, dataUpdatedAt, isPlaceholderData, refetch } = query;
  const pages = data?.pages ?? [];
  useEffect(() => {
    if (isPlaceholderData || !pages.some(({ isOld }) => isOld)) return undefined;
    const catchUp = () => {
      const rows = rowsInView(body.current);
      if (rows === undefined || !isOldIn(pages, rows)) return;
      if (queryClient.isFetching({ queryKey: key, exact: true }) > 0) return;
      isCatchingUp.current = true;
      void refetch().finally(() => {
        isCatchingUp.current = false;
      });
    };
    catchUp();
    window.addEventListener('scroll', catchUp, { passive: true });
    window.addEventListener('resize', catchUp);
    return () => {
      window.removeEventListener('scroll', catchUp);
      window.removeEventListener('resize', catchUp);
    };
  }, [data, dataUpdatedAt, isPlaceholderData]);
  return { ...query, data: data && pages.flatMap((page) => page.data), body };
}
