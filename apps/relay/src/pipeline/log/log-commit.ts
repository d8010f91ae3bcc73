import type { Correction, EventType } from '@invoice-relay/core/events';

import type { NewQuarantined } from '../../database/tables/quarantine.ts';

/** How many events of a source were created, and how many of them were late. */
export interface CreatedEvents {
  readonly source: string;
  readonly count: number;
  readonly late: number;
}

/** A quarantined item, without what was received. */
type QuarantinedSummary = Pick<
  NewQuarantined,
  'id' | 'connectionId' | 'source' | 'reason' | 'detail'
>;

export function quarantinedSummary(item: NewQuarantined): QuarantinedSummary {
  const { id, connectionId, source, reason, detail } = item;
  return { id, connectionId, source, reason, detail };
}

/** What a source learned about a connection, or why it could not. */
interface Learning {
  readonly connectionId: string;
  readonly source: string;
  /** Human-readable sentences. */
  readonly notes: readonly string[];
  /** A bug in the plugin. */
  readonly problem: string | null;
}

/** An event that replaces another. */
interface Corrected {
  readonly connectionId: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: EventType;
  readonly corrects: Correction;
}

/** What was stored, as far as others in the process need to know. */
export interface LogCommit {
  /** The connections for which webhooks brought something new, and when. Epoch milliseconds. */
  readonly activeConnections: readonly { readonly connectionId: string; readonly at: number }[];
  readonly quarantined: readonly QuarantinedSummary[];
  /** Events created, by source. */
  readonly created: readonly CreatedEvents[];
  /** Subscriptions that were disabled because their selection cannot be read. */
  readonly damaged: readonly { readonly subscriptionId: string; readonly reason: string }[];
  readonly learned: readonly Learning[];
  readonly corrected: readonly Corrected[];
  /** Whether background work was scheduled. */
  readonly hasJobs: boolean;
}

/** For callers that have a part of it to report. */
export const emptyCommit: LogCommit = {
  activeConnections: [],
  quarantined: [],
  created: [],
  damaged: [],
  learned: [],
  corrected: [],
  hasJobs: false,
};
