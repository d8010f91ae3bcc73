import { formatMoment, relativeTime, timeAhead } from '../text/time.ts';
import { useNow } from './use-now.ts';

/**
 * A relative time, with the full time in the browser's time zone as a tooltip.
 *
 * @param props.ahead whether the time is in the future
 */
export function Moment({ at, ahead = false }: { readonly at: string; readonly ahead?: boolean }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {ahead ? timeAhead(at, now) : relativeTime(at, now)}
    </time>
  );
}

/** A full date and time. */
export function FullMoment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{formatMoment(at)}</time>;
}
