import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

import { BoundedLabels } from './bounded-labels.ts';

/** The outcome of an incoming activity. */
type ActivityOutcome = 'accepted' | 'duplicate' | 'refused' | 'failed';

/** The outcome of an attempt. One that was aborted by us does not count. */
const attemptOutcomes = ['delivered', 'failed'] as const;
type AttemptOutcome = (typeof attemptOutcomes)[number];

/** How many subscriptions have series of their own. */
const maxSubscriptions = 200;

/**
 * The relay's counters, for whoever has something to count. Labels are short lists of words, and a
 * bounded number of subscription ids: never a URL, a token or customer data. Names and units follow
 * Prometheus' conventions.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly activities = new Counter<'source' | 'outcome'>({
    name: 'invoice_relay_activities_total',
    help: 'Activities received, by source and outcome: accepted, duplicate, refused (not authentic or malformed), failed (could not be stored).',
    labelNames: ['source', 'outcome'],
    registers: [this.registry],
  });

  readonly events = new Counter<'source'>({
    name: 'invoice_relay_events_total',
    help: 'Events created, by source.',
    labelNames: ['source'],
    registers: [this.registry],
  });

  readonly lateEvents = new Counter<'source'>({
    name: 'invoice_relay_late_events_total',
    help: 'Events created after a newer one about the same subject, by source.',
    labelNames: ['source'],
    registers: [this.registry],
  });

  readonly groupCommitSize = new Histogram({
    name: 'invoice_relay_group_commit_requests',
    help: 'How many requests shared one commit.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers: [this.registry],
  });

  readonly groupCommitDuration = new Histogram({
    name: 'invoice_relay_group_commit_duration_seconds',
    help: 'How long a commit took, from its start until it was on disk.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  readonly quarantined = new Counter<'source' | 'reason'>({
    name: 'invoice_relay_quarantined_total',
    help: 'Requests and activities that could not be read or verified and were kept raw, by source and reason.',
    labelNames: ['source', 'reason'],
    registers: [this.registry],
  });

  readonly corrected = new Counter<'source'>({
    name: 'invoice_relay_events_corrected_total',
    help: 'Events created from a misread activity and corrected by another event, by source.',
    labelNames: ['source'],
    registers: [this.registry],
  });

  readonly projectionSize = new Histogram({
    name: 'invoice_relay_projection_rows',
    help: 'How many acknowledged requests were turned into events in one transaction.',
    buckets: [1, 4, 16, 64, 256, 1_000],
    registers: [this.registry],
  });

  readonly projectionDuration = new Histogram({
    name: 'invoice_relay_projection_duration_seconds',
    help: 'How long such a transaction took, including reading the payloads.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  readonly attempts = new Counter<'outcome'>({
    name: 'invoice_relay_attempts_total',
    help: 'Delivery attempts, by outcome: delivered, failed.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly attemptDuration = new Histogram({
    name: 'invoice_relay_attempt_duration_seconds',
    help: 'How long an attempt took, from connecting until the end of the response.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers: [this.registry],
  });

  readonly subscriptionAttempts = new Counter<'subscription' | 'outcome'>({
    name: 'invoice_relay_subscription_attempts_total',
    help: 'Delivery attempts, by outcome and subscription (the first 200 since the start; all others are "other").',
    labelNames: ['subscription', 'outcome'],
    registers: [this.registry],
  });

  readonly subscriptionAttemptSeconds = new Counter<'subscription'>({
    name: 'invoice_relay_subscription_attempt_seconds_total',
    help: 'Total duration of attempts, by subscription: divided by their number, the mean response time.',
    labelNames: ['subscription'],
    registers: [this.registry],
  });

  readonly #subscriptionLabels = new BoundedLabels({ most: maxSubscriptions });

  readonly subscriptionsDisabled = new Counter<'reason'>({
    name: 'invoice_relay_subscriptions_disabled_total',
    help: 'Subscriptions that the relay disabled: failing (5 days or 410), damaged (what is stored for them cannot be read).',
    labelNames: ['reason'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts an activity, or several with the same outcome. */
  countActivities(options: {
    readonly source: string;
    readonly outcome: ActivityOutcome;
    readonly count?: number;
  }): void {
    const { source, outcome, count = 1 } = options;
    if (count > 0) this.activities.inc({ source, outcome }, count);
  }

  countEvents(options: {
    readonly source: string;
    readonly count: number;
    readonly late: number;
  }): void {
    const { source, count, late } = options;
    this.events.inc({ source }, count);
    if (late > 0) this.lateEvents.inc({ source }, late);
  }

  countAttempt(options: {
    readonly subscriptionId: string;
    readonly outcome: AttemptOutcome;
    readonly durationMs: number;
  }): void {
    const { outcome } = options;
    const seconds = options.durationMs / 1_000;
    this.attempts.inc({ outcome });
    this.attemptDuration.observe(seconds);
    const subscription = this.#subscriptionLabels.of(options.subscriptionId);
    this.subscriptionAttempts.inc({ subscription, outcome });
    this.subscriptionAttemptSeconds.inc({ subscription }, seconds);
  }

  /** It was deleted: its series end, and make room for another's. */
  forgetSubscription(subscription: string): void {
    if (!this.#subscriptionLabels.forget(subscription)) return;
    for (const outcome of attemptOutcomes)
      this.subscriptionAttempts.remove({ subscription, outcome });
    this.subscriptionAttemptSeconds.remove({ subscription });
  }

  countQuarantined(options: { readonly source: string; readonly reason: string }): void {
    this.quarantined.inc({ source: options.source, reason: options.reason });
  }

  countCorrected(options: { readonly source: string }): void {
    this.corrected.inc({ source: options.source });
  }

  observeProjection(options: { readonly size: number; readonly durationMs: number }): void {
    this.projectionSize.observe(options.size);
    this.projectionDuration.observe(options.durationMs / 1_000);
  }

  observeCommit(options: { readonly size: number; readonly durationMs: number }): void {
    this.groupCommitSize.observe(options.size);
    this.groupCommitDuration.observe(options.durationMs / 1_000);
  }
}
