import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import { DueRunner } from '../../jobs/due-runner.ts';
import type { BackfillRun } from './backfill-run.ts';
import type { BackfillStore, OpenBackfill } from './backfill-store.ts';

/** Few: they are in no hurry, and each keeps the disk busy. */
const atOnce = 2;

/** Runs what backfills are due, a few at once. */
export class BackfillRunner extends DueRunner<OpenBackfill> {
  constructor(options: {
    readonly store: BackfillStore;
    readonly run: BackfillRun;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    const { store, run, clock, logger } = options;
    super({
      what: 'backfill',
      open: () => store.open(),
      run: ({ id, connectionId }, signal) => run.run({ id, connectionId, signal }),
      atOnce,
      clock,
      logger,
    });
  }
}
