import { formatMoment, relativeTime } from '../text/time.ts';
import { useNow } from './use-now.ts';

/** A moment, as far away as it is; the whole of it in the reader's zone when pointed at. */
export function Moment({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {relativeTime(at, now)}
    </time>
  );
}

/** A moment in full. */
export function FullMoment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{formatMoment(at)}</time>;
}
