import type { Ordering } from '../../database/entities/subscription.entity.ts';

/**
 * The lane of a delivery: within one subscription, deliveries of one lane keep their order, and a
 * stuck one holds back those behind it, and nothing else. An event without a subject has a lane of
 * its own.
 */
export function laneOf(options: {
  readonly ordering: Ordering;
  readonly eventId: string;
  readonly connectionId: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
}): string {
  const { ordering, eventId, connectionId, subjectKind, subjectId } = options;
  if (ordering === 'connection') return connectionId;
  if (ordering === 'none' || subjectKind === null || subjectId === null) return eventId;
  return `${connectionId}/${subjectKind}/${subjectId}`;
}
