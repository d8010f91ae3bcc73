import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Appended } from '../log/arrival.ts';
import type { ReadArrival } from '../log/read-arrival.ts';
import { quarantinedSummary } from '../log/log-commit.ts';
import type { LogCommit } from '../log/log-commit.ts';

/** The outcome of a batch, for logs and metrics. Plain data, as it is passed between threads. */
export interface Projected {
  /** How many rows of the inbox it took. */
  readonly size: number;
  readonly durationMs: number;
  readonly connections: readonly ProjectedOfConnection[];
  /** Requests that could not be read. */
  readonly setAside: LogCommit['quarantined'];
  /** The traced requests among them. */
  readonly traced: readonly TracedArrival[];
}

/** A traced request, and what became of it. */
export interface TracedArrival {
  /** The trace context (`traceparent`) of the request. */
  readonly trace: string;
  readonly connectionId: string;
  readonly source: string;
  readonly eventIds: readonly string[];
  readonly duplicates: number;
  readonly quarantined: number;
}

interface ProjectedOfConnection {
  readonly connectionId: string;
  readonly source: string;
  readonly activityIds: readonly string[];
  readonly eventIds: readonly string[];
  readonly duplicates: number;
  readonly quarantined: number;
  /** Requests in which the source found no activities. */
  readonly empty: number;
}

export function summarize(options: {
  readonly size: number;
  readonly durationMs: number;
  readonly read: readonly ReadArrival[];
  readonly appended: readonly Appended[];
  readonly setAside: readonly NewQuarantined[];
}): Projected {
  const { size, durationMs, read, appended, setAside } = options;
  const connections = new Map<
    string,
    {
      source: string;
      activityIds: string[];
      eventIds: string[];
      duplicates: number;
      quarantined: number;
      empty: number;
    }
  >();
  const traced: TracedArrival[] = [];
  for (const [index, { arrival, connection }] of read.entries()) {
    const { connectionId, activities, trace } = arrival;
    let sum = connections.get(connectionId);
    if (sum === undefined) {
      sum = {
        source: connection?.source ?? 'unknown',
        activityIds: [],
        eventIds: [],
        duplicates: 0,
        quarantined: 0,
        empty: 0,
      };
      connections.set(connectionId, sum);
    }
    const { events = [], duplicates = 0, quarantined = 0 } = appended[index] ?? {};
    for (const { id } of activities) sum.activityIds.push(id);
    for (const { id } of events) sum.eventIds.push(id);
    sum.duplicates += duplicates;
    sum.quarantined += quarantined;
    if (activities.length === 0) sum.empty += 1;
    if (trace !== undefined) {
      const eventIds = events.map(({ id }) => id);
      traced.push({ trace, connectionId, source: sum.source, eventIds, duplicates, quarantined });
    }
  }
  return {
    size,
    durationMs,
    traced,
    connections: [...connections].map(([connectionId, sum]) => ({ connectionId, ...sum })),
    setAside: setAside.map(quarantinedSummary),
  };
}
