import { insertAttempts, recordedAmong } from '../../database/tables/attempts.ts';
import { eraseLateResponses } from '../../database/tables/erasures.ts';
import { countFlow } from '../../database/tables/flow-counts.ts';
import type { Flow } from '../../database/tables/flow-counts.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { DeliveryQueue, Outcome } from '../lanes/delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { reportDead } from '../operational/report-dead.ts';
import { keepResponseHeaders, keepRequest } from './attempt-headers.ts';
import type { AttemptRecord } from './attempt-record.ts';
import { recordHealth } from './record-health.ts';
import type { HealthChanges } from './record-health.ts';

export interface RecordAttemptsOptions {
  readonly records: readonly AttemptRecord[];
  readonly queue: Pick<DeliveryQueue, 'settle' | 'wakeRetries'>;
  readonly jobs: Pick<JobStore, 'schedule'>;
  /** Called with what becomes of subscriptions and deliveries. */
  readonly operational: OperationalLog;
  readonly failingLimits: FailingLimits;
}

/** Records attempts, the state of their deliveries, and the health of their subscriptions. */
export async function recordAttempts(
  tx: Transaction,
  options: RecordAttemptsOptions,
): Promise<HealthChanges> {
  const { queue, jobs, operational, failingLimits } = options;
  const records = await unrecorded(tx, options.records);
  const attempts = records.map(({ judgement, result, request, startedAt }) => ({
    deliverySeq: judgement.outcome.delivery.seq,
    startedAt,
    durationMs: result.durationMs,
    status: result.status,
    error: result.error,
    response: result.response,
    request: keepRequest(request),
    responseHeaders: keepResponseHeaders(result.headers),
  }));
  await insertAttempts(tx, attempts);
  const settled = await queue.settle(
    tx,
    options.records.map(({ judgement }) => judgement.outcome),
  );
  await eraseLateResponses(tx, attempts);
  await reportNewlyDead(tx, { settled, records, operational });
  const changes = await recordHealth(tx, {
    records,
    queue,
    jobs,
    operational,
    limits: failingLimits,
  });
  // Last, as it locks rows in which everybody counts: a report above may have to take its turn first.
  await countFlow(tx, [...settled.map(settledFlow), ...records.map(attemptFlow)]);
  return changes;
}

/** Those that an earlier try, whose response was lost, did not record. */
async function unrecorded(
  tx: Transaction,
  records: readonly AttemptRecord[],
): Promise<readonly AttemptRecord[]> {
  const tried = records.flatMap((record) => {
    const { again, startedAt, judgement } = record;
    const deliverySeq = judgement.outcome.delivery.seq;
    return again === true ? [{ record, deliverySeq, startedAt }] : [];
  });
  const recorded = await recordedAmong(tx, tried);
  const known = new Set([...recorded].map(({ record }) => record));
  return records.filter((record) => !known.has(record));
}

async function reportNewlyDead(
  tx: Transaction,
  options: {
    readonly settled: readonly Outcome[];
    readonly records: readonly AttemptRecord[];
    readonly operational: OperationalLog;
  },
): Promise<void> {
  const dead = options.settled.filter(({ status }) => status === 'dead');
  if (dead.length === 0) return;
  const errors = new Map(
    options.records.map(({ judgement, result }) => [judgement.outcome.delivery.seq, result.error]),
  );
  await reportDead(tx, {
    log: options.operational,
    dead: dead.map(({ delivery }) => ({ delivery, error: errors.get(delivery.seq) ?? null })),
    now: Math.max(...dead.map(({ at }) => at)),
  });
}

/** What somebody else settled in the meantime is counted by them. */
function settledFlow({ at, status }: Outcome): Flow {
  return { at, delivered: status === 'delivered' ? 1 : 0, dead: status === 'dead' ? 1 : 0 };
}

function attemptFlow({ judgement, result }: AttemptRecord): Flow {
  return { at: judgement.outcome.at, failedAttempts: result.error === null ? 0 : 1 };
}
