import type { EventFilter, RelayEvent } from '@invoice-relay/relay-client';

import { subjectName } from '../../text/names.ts';

/** Returns the path of all events about the same subject; undefined if the event has none. */
export function historyHref({ data }: RelayEvent): string | undefined {
  const { subject, source, connectionId } = data;
  if (subject === null) return undefined;
  const parameters = new URLSearchParams({ kind: subject.kind, subject: subject.id });
  // Events about the relay itself belong to no connection.
  if (source !== 'relay' && connectionId !== null) parameters.set('connection', connectionId);
  return `/events?${parameters}`;
}

/** Reads the filter from the query parameters of such a path. */
export function historyFilter({
  kind,
  subject,
}: Readonly<Record<string, string | undefined>>): EventFilter {
  return {
    ...(kind ? { subjectKind: kind as EventFilter['subjectKind'] & string } : {}),
    ...(subject ? { subjectId: subject } : {}),
  };
}

/**
 * Returns `invoice INV-7`, with the number if one of the events has it. `events` may still be the
 * result of a previous filter.
 */
export function aboutWhat(filter: EventFilter, events: readonly RelayEvent[] = []): string {
  const { subjectKind: kind = 'document', subjectId: id = '' } = filter;
  const subjects = events.map(({ data }) => data.subject);
  const named = subjects.find((one) => one?.id === id && one.kind === kind && one.number !== null);
  return subjectName(named ?? { kind, id, number: null });
}
