import { createHash } from 'node:crypto';

/**
 * The id of an event, derived from its origin: the same activity is the same event however it
 * arrives (webhook, poll, backfill). Contains no dot, as Standard Webhooks requires of an id.
 *
 * @param options.index which of the activity's events, if it has several
 * @param options.correction the number of the event that corrects an earlier one of the activity: 1
 *   for the first correction; omitted for the original event
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
