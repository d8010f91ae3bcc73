import { LoaderCircle } from 'lucide-preact';
import type { ComponentChildren } from 'preact';

import { ProblemNotice } from './problem.tsx';

/** What a query gives, as far as this needs it. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Shows what was asked for once it is there, what went wrong if it did, and that it is on its way. */
export function Loaded<Data>(props: {
  readonly query: Asked<Data>;
  readonly children: (data: Data) => ComponentChildren;
}) {
  const { query, children } = props;
  const { data, error } = query;
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
