import { createHash } from 'node:crypto';

/**
 * The id of an event, derived from where it came from: the same activity by any road (webhook,
 * poll, backfill) is the same event. Holds no dot, as Standard Webhooks asks of an id.
 *
 * @param options.index which of the activity's events, when it makes several
 */
export function eventId(options: {
  readonly connectionId: string;
  readonly activityId: string;
  readonly index?: number;
}): string {
  const digest = createHash('sha256')
    .update(`${options.connectionId}\n${options.index ?? 0}\n${options.activityId}`)
    .digest('hex');
  return `evt_${digest.slice(0, 32)}`;
}
