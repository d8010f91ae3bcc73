import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import type { JobStore } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { RepeatedFailure } from '../../shared/repeated-failure.ts';
import { CLOCK, JOB_STORE, LOGGER } from '../../shared/tokens.ts';
import { Metrics } from '../../operations/metrics/metrics.ts';
import { Wake } from '../../shared/wake.ts';
import { ConnectionSignals } from './connection-signals.ts';
import type { Projected } from '../project/projected.ts';
import { ProjectorSignal } from '../project/projector-signal.ts';
import type { LogCommit } from './log-commit.ts';

/**
 * Reports what was stored to the rest of the relay: log lines, metrics, and waking those who wait.
 */
@Injectable()
export class LogReporter {
  /**
   * For lines with ids only, many per batch: nothing needs redaction, which costs more than the
   * lines do.
   */
  readonly #idLogger: Logger;
  readonly #projectorFailure: RepeatedFailure;

  constructor(
    @Inject(ConnectionSignals) private readonly signals: ConnectionSignals,
    @Inject(Wake) private readonly wake: Wake,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(JOB_STORE) private readonly jobs: JobStore,
    @Inject(ProjectorSignal) private readonly signal: ProjectorSignal,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#idLogger = logger.child({}, { redact: [] });
    this.#projectorFailure = new RepeatedFailure({ clock });
  }

  onCommit({
    activeConnections,
    quarantined,
    created,
    damaged,
    learned,
    corrected,
    hasJobs,
  }: LogCommit): void {
    for (const { connectionId, at } of activeConnections) {
      this.signals.emit({ connectionId, at, outcome: 'kept' });
    }
    for (const one of quarantined) this.#quarantined(one);
    for (const one of learned) this.#learned(one);
    for (const one of corrected) {
      this.metrics.countCorrected({ source: one.source });
      this.logger.warn(one, 'an event was misread; another event corrects it');
    }
    for (const one of created) this.metrics.countEvents(one);
    for (const one of damaged) {
      this.logger.error(one, 'subscription disabled: its stored data is damaged');
      this.metrics.subscriptionsDisabled.inc({ reason: 'damaged' });
    }
    // What is quarantined is also reported by an event.
    if (created.length > 0 || quarantined.length > 0) this.wake.wake();
    if (hasJobs) this.jobs.announce();
  }

  onProjected({ size, durationMs, connections, setAside }: Projected): void {
    this.metrics.observeProjection({ size, durationMs });
    for (const { source, quarantined, empty, ...line } of connections) {
      const { connectionId, activityIds, duplicates } = line;
      const accepted = activityIds.length - duplicates - quarantined;
      this.metrics.countActivities({ source, outcome: 'accepted', count: accepted });
      this.metrics.countActivities({ source, outcome: 'duplicate', count: duplicates });
      if (empty > 0) {
        this.logger.info({ connectionId, outcome: 'empty', requests: empty }, 'ingest');
      }
      // Those in the quarantine have lines of their own.
      if (accepted === 0 && duplicates === 0) continue;
      const outcome = accepted === 0 ? 'duplicate' : 'accepted';
      this.#idLogger.info({ ...line, outcome }, 'ingest');
    }
    for (const one of setAside) this.#quarantined(one);
    if (setAside.length > 0) this.wake.wake();
  }

  /** It tries again twice a second. */
  onProjectorError(error: unknown): void {
    this.signal.isFailing = true;
    if (!this.#projectorFailure.isNews(error)) return;
    this.logger.error(
      { err: error },
      'the projector cannot create events from acknowledged requests; they are safe in the inbox, and it will try again',
    );
  }

  onProjectorHealthy(): void {
    if (!this.signal.isFailing) return;
    this.signal.isFailing = false;
    this.#projectorFailure.ended();
    this.logger.info('the projector creates events again');
  }

  #learned({ notes, problem, ...connection }: LogCommit['learned'][number]): void {
    for (const note of notes)
      this.logger.info({ ...connection, note }, 'learned something about a connection');
    if (problem !== null) {
      this.logger.error({ ...connection, reason: problem }, 'could not learn about a connection');
    }
  }

  #quarantined(one: LogCommit['quarantined'][number]): void {
    const { id, connectionId, source, reason, detail } = one;
    this.metrics.countQuarantined({ source, reason });
    this.logger.warn(
      { quarantineId: id, connectionId, outcome: 'quarantined', source, reason, detail },
      'ingest',
    );
  }
}
