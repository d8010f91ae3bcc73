import type { LogConnection } from '../../database/tables/log-connections.ts';
import type { Arrival, ArrivedActivity } from './arrival.ts';
import type { Reading } from './read-activity.ts';

/** An arrival with what its source made of each activity. */
export interface ReadArrival {
  readonly arrival: Arrival;
  /** Undefined if there never was such a connection. */
  readonly connection: LogConnection | undefined;
  /** How often connections had changed by then: see `LogConnections`. */
  readonly changes: number;
  readonly readings: readonly Reading[];
}

/** The id that an activity is stored under. */
export function idOf({ id, keptAs = id }: ArrivedActivity): string {
  return keptAs;
}
