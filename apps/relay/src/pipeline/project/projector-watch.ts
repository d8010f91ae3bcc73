import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Logger } from 'pino';

import { minutes } from '../../shared/clock/durations.ts';
import { Metrics } from '../../operations/metrics/metrics.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK, LOGGER } from '../../shared/tokens.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import { ProjectorSignal } from './projector-signal.ts';

/** A batch takes a fraction of a second; on a slow machine with large requests, some seconds. */
const silentAfterMs = 1 * minutes;

const lookEveryMs = 5_000;

/**
 * Notices a projector that is stuck in its batch because a source never returns: everything
 * acknowledged waits behind it.
 */
@Injectable()
export class ProjectorWatch implements OnModuleInit {
  #wasSilent = false;
  #cancel: () => void = () => {};

  constructor(
    @Inject(ProjectorSignal) private readonly signal: ProjectorSignal,
    @Inject(SourceRegistry) private readonly sources: SourceRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const { signal } = this;
    this.metrics.registry.registerMetric(
      new Gauge({
        name: 'invoice_relay_projector_batch_seconds',
        help: 'How long the projector of this process has been working on its current batch; 0 when idle. More than 60: a source or the database is blocking it, and no events are created.',
        registers: [],
        collect() {
          this.set(signal.busyFor() / 1_000);
        },
      }),
    );
  }

  /** What is blocking the projector, as a human-readable sentence; undefined if nothing is. */
  problem(): string | undefined {
    const ms = this.signal.busyFor();
    if (ms <= silentAfterMs) return undefined;
    const silent = `The projector has created no event for ${Math.floor(ms / 1_000)} s`;
    const { reading } = this.signal;
    if (reading === undefined) return `${silent}: it is waiting for the database.`;
    const source = this.sources.all()[reading.source]?.name ?? 'unknown';
    return `${silent}: the source "${source}" does not return from ${reading.call}(), which is a bug in the plugin. What is waiting is safe: restart with a fixed version of the plugin, or without its package in RELAY_SOURCES, which sends its payloads to the quarantine and lets the others continue.`;
  }

  start(): void {
    this.#cancel = this.clock.after(lookEveryMs, () => {
      this.#look();
      this.start();
    });
  }

  async stop(): Promise<void> {
    this.#cancel();
  }

  /** Logged once per change. */
  #look(): void {
    const problem = this.problem();
    if (problem !== undefined && !this.#wasSilent) this.logger.error(problem);
    if (problem === undefined && this.#wasSilent) this.logger.info('the projector continues');
    this.#wasSilent = problem !== undefined;
  }
}
