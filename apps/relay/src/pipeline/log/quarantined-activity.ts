import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import { newId } from '../../shared/ids/new-id.ts';
import type { ReadingProblem } from './read-activity.ts';

/** An authentic activity that cannot become an event, or the body of a request with such. */
export function quarantinedActivity(
  options: Pick<
    NewQuarantined,
    'connectionId' | 'source' | 'via' | 'activityId' | 'body' | 'receivedAt'
  > & { readonly problem: ReadingProblem },
): NewQuarantined {
  const { connectionId, source, via, activityId, body, receivedAt, problem } = options;
  return {
    id: newId({ prefix: 'qua', now: receivedAt }),
    connectionId,
    source,
    ...problem,
    authentic: true,
    via,
    activityId,
    method: 'POST',
    headers: {},
    body,
    bodyAlone: true,
    receivedAt,
  };
}
