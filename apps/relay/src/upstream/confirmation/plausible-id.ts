import type { NormalizedEvent } from '@invoice-relay/core/events';

/**
 * The activity id that a plausible activity is stored under: what it is about, and its own id, such
 * as `order/77/50`. Nobody confirmed that its id is authentic, so it must not take it from an
 * authentic activity that arrives later. The parts are encoded, so that no two of them look alike.
 */
export function plausibleId(options: {
  readonly id: string;
  readonly subject: NormalizedEvent['subject'];
}): string {
  const { id, subject } = options;
  const parts = subject === null ? ['activity', id] : [subject.kind, subject.id, id];
  return parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/');
}
