import type { Leases } from '../database/leases.ts';
import type { EmbeddedJobStore } from './embedded-job-store.ts';
import type { JobLeadership } from './job-runner.ts';
import type { Clock } from '../shared/clock/clock.ts';

const leaseName = 'jobs';

/** How long the work stands when the process that does it is gone. Milliseconds. */
const leaseMs = 15_000;
const renewMs = 4_000;

/**
 * One process at a time does the background work, by a lease that it prolongs. Jobs that the one
 * before had claimed are due at once: it is gone, or stood still and holds its claims no more.
 */
export class LeasedLeadership implements JobLeadership {
  readonly #leases: Leases;
  readonly #jobs: EmbeddedJobStore;
  readonly #clock: Clock;
  readonly #onLead: () => Promise<void>;
  /** By the monotonic clock; minus infinity while another process leads. */
  #renewedAt = Number.NEGATIVE_INFINITY;

  constructor(options: {
    readonly leases: Leases;
    readonly jobs: EmbeddedJobStore;
    readonly clock: Clock;
    /** Before this process begins to do the work. */
    readonly onLead?: () => Promise<void>;
  }) {
    this.#leases = options.leases;
    this.#jobs = options.jobs;
    this.#clock = options.clock;
    this.#onLead = options.onLead ?? (() => Promise.resolve());
  }

  async lead(): Promise<boolean> {
    const now = performance.now();
    if (now - this.#renewedAt < renewMs) return true;
    const wasOurs = now - this.#renewedAt < leaseMs;
    if (!(await this.#leases.take(leaseName, leaseMs))) {
      this.#renewedAt = Number.NEGATIVE_INFINITY;
      return false;
    }
    if (!wasOurs) {
      await this.#jobs.releaseAll({ now: this.#clock.now() });
      await this.#onLead();
    }
    this.#renewedAt = now;
    return true;
  }

  async stop(): Promise<void> {
    // It runs out by itself as well.
    await this.#leases.giveBack(leaseName).catch(() => {});
  }
}
