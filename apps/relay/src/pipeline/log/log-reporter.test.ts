import type { Logger } from 'pino';
import { expect, test } from 'vitest';

import type { JobStore } from '../../jobs/job-store.ts';
import type { Metrics } from '../../operations/metrics/metrics.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { Wake } from '../../shared/wake.ts';
import { ProjectorSignal } from '../project/projector-signal.ts';
import type { ConnectionSignals } from './connection-signals.ts';
import { LogReporter } from './log-reporter.ts';

function setUp() {
  const lines: unknown[] = [];
  const time = { now: 0 };
  const logger = {
    child: () => logger,
    error: ({ err }: { err: Error }) => lines.push(err.message),
    info: (line: unknown) => lines.push(line),
  };
  const reporter = new LogReporter(
    {} as ConnectionSignals,
    {} as Wake,
    { observeProjection() {}, countActivities() {} } as unknown as Metrics,
    {} as JobStore,
    new ProjectorSignal(),
    { now: () => time.now } as Clock,
    logger as unknown as Logger,
  );
  return {
    lines,
    reporter,
    /** A projector that fails twice a second for this many seconds. */
    fail(reason: string, seconds: number) {
      for (const _ of Array.from({ length: seconds * 2 })) {
        reporter.onProjectorError(new Error(reason));
        time.now += 500;
      }
    },
    work: () => reporter.onProjectorHealthy(),
  };
}

test('while the projector fails for one reason, a minute has one line', () => {
  const { lines, fail } = setUp();
  fail('disk full', 150);
  expect(lines).toEqual(['disk full', 'disk full', 'disk full']);
});

test('another reason, and a failure after it worked again, are logged at once', () => {
  const { lines, fail, work } = setUp();
  fail('disk full', 1);
  fail('database locked', 1);
  work();
  fail('database locked', 1);
  expect(lines).toEqual([
    'disk full',
    'database locked',
    'the projector creates events again',
    'database locked',
  ]);
});

test('requests without activities have a line, also next to others of their connection', () => {
  const { lines, reporter } = setUp();
  const connection = {
    connectionId: 'con_1',
    source: 'example',
    activityIds: ['1'],
    eventIds: ['evt_1'],
    duplicates: 0,
    quarantined: 0,
    empty: 2,
  };
  const batch = { size: 3, durationMs: 1, setAside: [], traced: [] };
  reporter.onProjected({ ...batch, connections: [connection] });
  const outcomes = [
    { connectionId: 'con_1', outcome: 'empty', requests: 2 },
    { connectionId: 'con_1', outcome: 'accepted' },
  ];
  expect(lines).toMatchObject(outcomes);
  const nothingElse = { ...connection, activityIds: [], eventIds: [] };
  reporter.onProjected({ ...batch, connections: [nothingElse] });
  expect(lines).toMatchObject([...outcomes, outcomes[0]]);
});
