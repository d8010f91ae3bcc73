import { formatMoment, relativeTime, timeAhead } from '../text/time.ts';
import { useNow } from './use-now.ts';

/**
 * A moment, as far away as it is; the whole of it in the reader's zone when pointed at.
 *
 * @param props.ahead of something that is still to come
 */
export function Moment({ at, ahead = false }: { readonly at: string; readonly ahead?: boolean }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {ahead ? timeAhead(at, now) : relativeTime(at, now)}
    </time>
  );
}

/** A moment in full. */
export function FullMoment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{formatMoment(at)}</time>;
}
