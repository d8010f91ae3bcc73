import { quarterMs, readStamp, stampMs } from '../number/stamp.ts';

/** The longest delay of a slow save after the time that it records. */
const slackMs = 10_000;

/**
 * Whether the second in which an invoice was changed was certainly over when the site returned it.
 * `changed` has whole seconds: another change within the same second leaves the row of the list as
 * it is, so an invoice that was read that early has to be read once more.
 *
 * The site's time zone need not be known, as all differ from UTC by multiples of a quarter of an
 * hour. So a change that was made exactly that many quarters ago is also taken as too recent, which
 * costs a request.
 *
 * @param options.changed as the site writes it
 * @param options.answeredAt epoch milliseconds
 */
export function isSecondOver(options: {
  readonly changed: string | null;
  readonly answeredAt: number;
}): boolean {
  const stamp = readStamp(options.changed ?? '');
  if (stamp === null) return true;
  const behind = options.answeredAt - stampMs(stamp);
  const distance = ((behind % quarterMs) + quarterMs) % quarterMs;
  return distance > slackMs && distance < quarterMs - slackMs;
}
