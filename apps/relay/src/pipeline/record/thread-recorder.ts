import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import { EmbeddedJobStore } from '../../jobs/embedded-job-store.ts';
import type { Outcome } from '../lanes/delivery-queue.ts';
import { EmbeddedDeliveryQueue } from '../lanes/embedded-delivery-queue.ts';
import { settleDeliveries } from '../lanes/settle-deliveries.ts';
import { Wake } from '../../shared/wake.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import { OperationalLog } from '../operational/operational-log.ts';
import { recordAttempts } from './record-attempts.ts';
import type { RecordReply, RecordGiven, RecordRequest, Woken } from './recording-messages.ts';

type Recorded = Pick<Extract<RecordReply, { kind: 'recorded' }>, 'changes' | 'woken' | 'hasJobs'>;

const nothingChanged: Recorded = {
  changes: { disabled: [], failing: [], recovered: [] },
  woken: [],
  hasJobs: false,
};

/** Records attempts made by another thread, which holds the claims. */
export class ThreadRecorder {
  readonly #database: Database;
  readonly #queue: EmbeddedDeliveryQueue;
  readonly #jobs: EmbeddedJobStore;
  readonly #operational: OperationalLog;
  readonly #failingLimits: FailingLimits;
  readonly #group: GroupCommit<RecordRequest, Recorded>;
  #woken: Set<string> | 'all' = new Set();
  #hasJobs = false;

  constructor(options: { readonly database: Database; readonly failingLimits: FailingLimits }) {
    const wake = new Wake();
    wake.onWake((subscriptionIds) => this.#wake(subscriptionIds));
    this.#database = options.database;
    this.#failingLimits = options.failingLimits;
    this.#queue = new EmbeddedDeliveryQueue({ database: options.database, wake });
    this.#jobs = new EmbeddedJobStore(options.database);
    this.#jobs.onScheduled(() => {
      this.#hasJobs = true;
    });
    this.#operational = new OperationalLog({ database: options.database, queue: this.#queue });
    this.#group = new GroupCommit({
      maxWaiting: Number.POSITIVE_INFINITY,
      maxItems: 4,
      commit: (take) => this.#record(take()),
    });
  }

  /** Never rejects. What arrives while it writes shares the next commit. */
  async record(request: RecordRequest): Promise<RecordReply> {
    const { id } = request;
    try {
      return { kind: 'recorded', id, ...(await this.#group.add(request)) };
    } catch (error) {
      return {
        kind: 'notRecorded',
        id,
        error: error as Error,
        code: (error as { code?: string }).code,
      };
    }
  }

  /** Resolves when everything received is recorded, or rejected. */
  drain(): Promise<void> {
    return this.#group.drain();
  }

  /** Changes are reported with the first of them. */
  async #record(requests: readonly RecordRequest[]): Promise<readonly Recorded[]> {
    this.#takeWoken();
    this.#hasJobs = false;
    const given = requests.map((request) => JSON.parse(request.given) as RecordGiven);
    const held = new Set(given.flatMap(heldOutcomes));
    const changes = await this.#database.write(
      (tx) =>
        recordAttempts(tx, {
          records: given.flatMap(({ records }) => records),
          operational: this.#operational,
          failingLimits: this.#failingLimits,
          jobs: this.#jobs,
          queue: {
            settle: (_, outcomes) =>
              settleDeliveries(
                tx,
                outcomes.filter((outcome) => held.has(outcome)),
              ),
            wakeRetries: (_, step) => this.#queue.wakeRetries(tx, step),
          },
        }),
      { inLine: false },
    );
    const first = { changes, woken: this.#takeWoken(), hasJobs: this.#hasJobs };
    return requests.map((_, index) => (index === 0 ? first : nothingChanged));
  }

  #takeWoken(): Woken {
    const woken = this.#woken;
    this.#woken = new Set();
    return woken === 'all' ? woken : [...woken];
  }

  #wake(subscriptionIds: readonly string[] | undefined): void {
    if (subscriptionIds === undefined) this.#woken = 'all';
    else if (this.#woken !== 'all') for (const id of subscriptionIds) this.#woken.add(id);
  }
}

/** The outcomes of those deliveries that were claimed by whoever made the attempt. */
function heldOutcomes({ records, held }: RecordGiven): readonly Outcome[] {
  const isHeld = new Set(held);
  return records
    .map(({ judgement }) => judgement.outcome)
    .filter(({ delivery }) => isHeld.has(delivery.seq));
}
