import { createHash } from 'node:crypto';

/**
 * The id of an event, derived from where it came from: the same activity by any road (webhook,
 * poll, backfill) is the same event. Holds no dot, as Standard Webhooks asks of an id.
 *
 * @param options.index which of the activity's events, when it makes several
 * @param options.correction which event that corrects what an earlier one of the activity said: 1
 *   for the first correction; left out for the event that was made at first
 */
export function eventId(options: {
  readonly connectionId: string;
  readonly activityId: string;
  readonly index?: number;
  readonly correction?: number;
}): string {
  const place = options.correction
    ? `${options.index ?? 0}.${options.correction}`
    : `${options.index ?? 0}`;
  const digest = createHash('sha256')
    .update(`${options.connectionId}\n${place}\n${options.activityId}`)
    .digest('hex');
  return `evt_${digest.slice(0, 32)}`;
}
