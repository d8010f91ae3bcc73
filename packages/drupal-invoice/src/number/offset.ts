import { stampMs } from './stamp.ts';
import type { Stamp } from './stamp.ts';

/**
 * Returns how far a zone's clock that shows this time is ahead of UTC, in minutes. In the hour that
 * a clock shows twice in autumn, the first of the two.
 */
export function offsetMinutes(options: {
  readonly stamp: Stamp;
  readonly timeZone: string;
}): number {
  const shown = stampMs(options.stamp);
  const guess = offsetAt(shown, options.timeZone);
  const first = offsetAt(
    shown - Math.max(guess, offsetAt(shown - guess, options.timeZone)),
    options.timeZone,
  );
  return first / 60_000;
}

function offsetAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return stampMs({ year, month, day, hour, minute, second }) - moment;
}
