import type { Page } from '@invoice-relay/relay-client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/preact-query';

const pageSize = 50;

/** Loads a paginated API list page by page. */
export function usePages<Item>(options: {
  readonly key: readonly unknown[];
  readonly load: (
    query: { readonly after?: string; readonly limit: number },
    options: { readonly signal: AbortSignal },
  ) => Promise<Page<Item>>;
}) {
  const query = useInfiniteQuery({
    queryKey: options.key,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      options.load(
        { limit: pageSize, ...(pageParam === undefined ? {} : { after: pageParam }) },
        { signal },
      ),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  return { ...query, data: query.data?.pages.flatMap(({ data }) => data) };
}
