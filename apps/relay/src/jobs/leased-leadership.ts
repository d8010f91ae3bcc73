import { setTimeout } from 'node:timers/promises';

import type { Leases } from '../database/leases.ts';
import type { Presence } from '../database/postgres/presence.ts';
import type { EmbeddedJobStore } from './embedded-job-store.ts';
import type { JobLeadership } from './job-runner.ts';
import type { Clock } from '../shared/clock/clock.ts';

const leaseName = 'jobs';

/** How long the work stands when the process that does it is gone. Milliseconds. */
const leaseMs = 15_000;
const renewMs = 4_000;

/**
 * Between the last request to a vendor by one process and the first by the next one: the interval
 * of the limits of accounts, as neither knows what the other one asked in it. Milliseconds.
 */
const restMs = 1_000;

/**
 * One process at a time does the background work, by a lease that it prolongs. Jobs that the one
 * before had claimed are due at once: it is gone, or stood still and holds its claims no more.
 *
 * The one before may live: it stood still for longer than the lease, or its session was cut and it
 * was taken for dead (see `Presence`). Until its next round, in less than ten seconds, it believes
 * that it leads. It can do no harm by then:
 * - it asks no vendor, as `stillLeads` is asked before each request, and says no a while before the
 *   next one may lead;
 * - it claims no job that the other one has, as a claim is one statement, and polls and renewals
 *   are kept only under the claim that they were begun with;
 * - everything else (purges, backfills, replays, held events, corrections) reads how far it is in the
 *   transaction in which it goes on from there, and writers stand in one line: done by two, it is
 *   done once;
 * - what a vendor says of an activity counts once, by how often it was said before.
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
  /** When something that only one may do was last begun, such as a request to a vendor. */
  #permittedAt = Number.NEGATIVE_INFINITY;

  constructor(options: {
    readonly leases: Leases;
    readonly jobs: EmbeddedJobStore;
    readonly clock: Clock;
    /** By whose end others know that this process is gone. */
    readonly presence?: Pick<Presence, 'stands'>;
    /** Before this process begins to do the work. */
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
    // It runs out by itself as well.
    await (
      leftMs > 0 ? this.#leases.rest(leaseName, leftMs) : this.#leases.giveBack(leaseName)
    ).catch(() => {});
  }

  async #take(): Promise<boolean> {
    if (await this.#leases.take(leaseName, leaseMs)) return true;
    const leftMs = await this.#leases.restsFor(leaseName);
    if (leftMs === 0) return false;
    await setTimeout(leftMs);
    return this.#leases.take(leaseName, leaseMs);
  }

  /** Without a session others take it for dead in a moment, and lead. */
  async #isPresent(): Promise<boolean> {
    return (await this.#presence?.stands()) ?? true;
  }

  #lost(): void {
    this.#renewedAt = Number.NEGATIVE_INFINITY;
    this.#onLost();
  }
}
