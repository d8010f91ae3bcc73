import { setTimeout } from 'node:timers/promises';

import type { Leases } from '../database/leases.ts';
import type { Presence } from '../database/postgres/presence.ts';
import type { EmbeddedJobStore } from './embedded-job-store.ts';
import type { JobLeadership } from './job-runner.ts';
import type { Clock } from '../shared/clock/clock.ts';

const leaseName = 'jobs';

/** How long the work stands still when its process is gone. Milliseconds. */
const leaseMs = 15_000;
const renewMs = 4_000;

/**
 * The time between the last request to a vendor by one process and the first by the next one: the
 * interval of the account limits, as neither knows what the other one requested in it.
 * Milliseconds.
 */
const restMs = 1_000;

/**
 * One process at a time does the background work, by a lease that it renews. Jobs that its
 * predecessor had claimed are due immediately: the predecessor is gone, or stalled and no longer
 * holds its claims.
 *
 * The predecessor may be alive: it stalled for longer than the lease, or its session was cut and it
 * was taken for dead (see `Presence`). Until its next round, in less than ten seconds, it believes
 * that it leads. It can do no harm in that time:
 * - it sends no request to a vendor, as `stillLeads` is called before each request, and returns
 *   false a while before the next process may lead;
 * - it claims no job that the other one has, as a claim is one statement, and polls and renewals
 *   are only stored under the claim that they were started with;
 * - everything else (purges, backfills, replays, held events, corrections) reads its progress in
 *   the transaction in which it continues from there, and writers queue in one line: done by two,
 *   it is done once;
 * - a vendor's verdict on an activity counts once, by the number of verdicts before it.
 */
export class LeasedLeadership implements JobLeadership {
  readonly #leases: Leases;
  readonly #jobs: EmbeddedJobStore;
  readonly #clock: Clock;
  readonly #presence: Pick<Presence, 'stands'> | undefined;
  readonly #onLead: () => Promise<void>;
  #onLost = (): void => {};
  /** By the monotonic clock; minus infinity while another process leads. */
  #renewedAt = Number.NEGATIVE_INFINITY;
  /** When something exclusive, such as a request to a vendor, was last started. */
  #permittedAt = Number.NEGATIVE_INFINITY;

  constructor(options: {
    readonly leases: Leases;
    readonly jobs: EmbeddedJobStore;
    readonly clock: Clock;
    /** Its end tells others that this process is gone. */
    readonly presence?: Pick<Presence, 'stands'>;
    /** Before this process starts to do the work. */
    readonly onLead?: () => Promise<void>;
  }) {
    this.#leases = options.leases;
    this.#jobs = options.jobs;
    this.#clock = options.clock;
    this.#presence = options.presence;
    this.#onLead = options.onLead ?? (() => Promise.resolve());
  }

  async lead(): Promise<boolean> {
    const now = performance.now();
    if (now - this.#renewedAt < renewMs) return true;
    const wasOurs = now - this.#renewedAt < leaseMs;
    if (!(await this.#isPresent()) || !(await this.#take())) {
      this.#lost();
      return false;
    }
    if (!wasOurs) {
      await this.#jobs.releaseAll({ now: this.#clock.now() });
      await this.#onLead();
    }
    this.#renewedAt = now;
    return true;
  }

  async stillLeads(): Promise<boolean> {
    if ((await this.#isPresent()) && (await this.#leases.holds(leaseName, restMs))) {
      this.#permittedAt = performance.now();
      return true;
    }
    this.#lost();
    return false;
  }

  onLost(callback: () => void): void {
    this.#onLost = callback;
  }

  async stop(): Promise<void> {
    const leftMs = Math.ceil(this.#permittedAt + restMs - performance.now());
    // It also expires by itself.
    await (
      leftMs > 0 ? this.#leases.releaseIn(leaseName, leftMs) : this.#leases.release(leaseName)
    ).catch(() => {});
  }

  async #take(): Promise<boolean> {
    if (await this.#leases.take(leaseName, leaseMs)) return true;
    const leftMs = await this.#leases.releasedIn(leaseName);
    if (leftMs === 0) return false;
    await setTimeout(leftMs);
    return this.#leases.take(leaseName, leaseMs);
  }

  /** Without a session, others soon take it for dead, and lead. */
  async #isPresent(): Promise<boolean> {
    return (await this.#presence?.stands()) ?? true;
  }

  #lost(): void {
    this.#renewedAt = Number.NEGATIVE_INFINITY;
    this.#onLost();
  }
}
