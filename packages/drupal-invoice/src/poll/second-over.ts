import { quarterMs, readStamp, stampMs } from '../number/stamp.ts';

/** As long as a slow save may take after the moment that it writes down. */
const slackMs = 10_000;

/**
 * Whether the second in which an invoice was changed was over, beyond doubt, when the site gave it.
 * `changed` has whole seconds: another change in the same one leaves the row of the list as it is, so
 * one that was read that early has to be read once more.
 *
 * The site's time zone need not be known, as all differ from UTC by quarters of an hour. So one that
 * was changed just as many quarters ago is taken for such a one too, which costs a request.
 *
 * @param options.changed as the site writes it
 * @param options.answeredAt milliseconds since the Unix epoch
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
