import type { Correction, EventType } from '@invoice-relay/core/events';

/** What a source learned about a connection, or why it could not. */
export interface Learning {
  readonly connectionId: string;
  readonly source: string;
  /** Human-readable sentences. */
  readonly notes: readonly string[];
  /** A bug in the plugin. */
  readonly problem: string | null;
}

/** An event that replaces another. */
export interface Corrected {
  readonly connectionId: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: EventType;
  readonly corrects: Correction;
}
