import { LoaderCircle } from 'lucide-preact';
import type { ComponentChildren } from 'preact';

import { ProblemNotice } from './problem.tsx';
import { useTakesLong } from './use-takes-long.ts';

/** What a query gives, as far as this needs it. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  /** Whether the data is that of what was asked for before. */
  readonly isPlaceholderData?: boolean;
}

/** Shows what was asked for once it is there, what went wrong if it did, and that it is on its way. */
export function Loaded<Data>(props: {
  readonly query: Asked<Data>;
  readonly children: (data: Data) => ComponentChildren;
}) {
  const { query, children } = props;
  const { error } = query;
  // For a moment it keeps the page from flickering; longer, it would be taken for the answer.
  const outdated = useTakesLong(query.isPlaceholderData === true);
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
