import type { Correction, EventType } from '@invoice-relay/core/events';

/** What a source learned about a connection, or why it could not. */
export interface Learning {
  readonly connectionId: string;
  readonly source: string;
  /** Sentences for people. */
  readonly notes: readonly string[];
  /** A fault of the plugin. */
  readonly problem: string | null;
}

/** An event that takes the place of another. */
export interface Corrected {
  readonly connectionId: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: EventType;
  readonly corrects: Correction;
}
