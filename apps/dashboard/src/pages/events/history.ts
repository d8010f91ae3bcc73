import type { EventFilter, RelayEvent } from '@invoice-relay/relay-client';

import { subjectName } from '../../text/names.ts';

/** The address of all events about the subject of this one; undefined when it is about none. */
export function historyHref({ data }: RelayEvent): string | undefined {
  const { subject, source, connectionId } = data;
  if (subject === null) return undefined;
  const parameters = new URLSearchParams({ kind: subject.kind, subject: subject.id });
  // What the relay tells of itself belongs to no connection.
  if (source !== 'relay' && connectionId !== null) parameters.set('connection', connectionId);
  return `/events?${parameters}`;
}

/** What such an address asks for. */
export function historyFilter({
  kind,
  subject,
}: Readonly<Record<string, string | undefined>>): EventFilter {
  return {
    ...(kind ? { subjectKind: kind as EventFilter['subjectKind'] & string } : {}),
    ...(subject ? { subjectId: subject } : {}),
  };
}

/** `invoice INV-7`, by its number where an event has it: there may still be events of what was asked for before. */
export function aboutWhat(filter: EventFilter, events: readonly RelayEvent[] = []): string {
  const { subjectKind: kind = 'document', subjectId: id = '' } = filter;
  const subjects = events.map(({ data }) => data.subject);
  const named = subjects.find((one) => one?.id === id && one.kind === kind && one.number !== null);
  return subjectName(named ?? { kind, id, number: null });
}
