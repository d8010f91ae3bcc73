import { LoaderCircle } from 'lucide-preact';
import type { ComponentChildren } from 'preact';

import { ProblemNotice } from './problem.tsx';
import { useIsSlow } from './use-is-slow.ts';

/** The part of a query result that `Loaded` needs. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  /** Whether the data belongs to the previous query key. */
  readonly isPlaceholderData?: boolean;
}

/** Shows the data of a query, its error, or a loading indicator. */
export function Loaded<Data>(props: {
  readonly query: Asked<Data>;
  readonly children: (data: Data) => ComponentChildren;
}) {
  const { query, children } = props;
  const { error } = query;
  // Briefly showing previous data avoids flicker; any longer, it would be mistaken for the result.
  const outdated = useIsSlow(query.isPlaceholderData === true);
  const data = outdated ? undefined : query.data;
  return (
    <>
      {error !== null && error !== undefined && (
        <ProblemNotice error={error} onRetry={() => void query.refetch()} />
      )}
      {data !== undefined && children(data)}
      {data === undefined && (error === null || error === undefined) && <Loading />}
    </>
  );
}

export function Loading() {
  return (
    <p class="row muted" role="status">
      <LoaderCircle class="spinner" size={18} aria-hidden="true" />
      Loading…
    </p>
  );
}
