import type { Database } from '../../database/database.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { EmbeddedDeliveryQueue } from '../lanes/embedded-delivery-queue.ts';
import type { Wake } from '../../shared/wake.ts';
import type { AttemptRecord } from './attempt-record.ts';
import type { HealthChanges } from './record-health.ts';
import type { RecordReply, RecordGiven, RecordRequest } from './recording-messages.ts';

interface Waiting {
  readonly given: RecordGiven;
  readonly resolve: (changes: HealthChanges) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Has attempts recorded by the projector's thread, on the SQLite connection that does most of the
 * writing: so the sending thread neither writes nor waits for the disk. Claims stay here, and end
 * once that thread reports that their outcomes are on disk.
 */
export class RecordingThread {
  readonly #queue: Pick<EmbeddedDeliveryQueue, 'holds' | 'settled'>;
  readonly #wake: Pick<Wake, 'wake'>;
  readonly #jobs: Pick<JobStore, 'announce'>;
  readonly #database: Pick<Database, 'failedElsewhere'>;
  readonly #waiting = new Map<number, Waiting>();
  #post: ((request: RecordRequest) => void) | undefined;
  #ids = 0;

  constructor(options: {
    readonly queue: Pick<EmbeddedDeliveryQueue, 'holds' | 'settled'>;
    readonly wake: Pick<Wake, 'wake'>;
    readonly jobs: Pick<JobStore, 'announce'>;
    /** Called with failures, which say whether the relay can write. */
    readonly database: Pick<Database, 'failedElsewhere'>;
  }) {
    this.#database = options.database;
    this.#queue = options.queue;
    this.#wake = options.wake;
    this.#jobs = options.jobs;
  }

  /** Whether there is a thread to record. */
  get isRunning(): boolean {
    return this.#post !== undefined;
  }

  started(post: (request: RecordRequest) => void): void {
    this.#post = post;
  }

  /**
   * It ended, for whatever reason: what it did not answer may or may not be recorded, and is tried
   * again.
   */
  ended(): void {
    this.#post = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) {
      reject(new Error('The thread that records attempts ended.'));
    }
  }

  /** Resolves when they are on disk. */
  async record(records: readonly AttemptRecord[]): Promise<HealthChanges> {
    const post = this.#post;
    if (post === undefined) throw new Error('There is no thread to record attempts.');
    const deliveries = records.map(({ judgement }) => judgement.outcome.delivery);
    const held = deliveries.filter((one) => this.#queue.holds(one)).map(({ seq }) => seq);
    const given = { records, held };
    this.#ids += 1;
    const id = this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { given, resolve, reject });
      post({ kind: 'record', id, given: JSON.stringify(given) });
    });
  }

  replied(reply: RecordReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if (reply.kind === 'notRecorded') {
      const error = Object.assign(reply.error, { code: reply.code });
      this.#database.failedElsewhere(error);
      waiting.reject(error);
      return;
    }
    const held = new Set(waiting.given.held);
    this.#queue.settled(
      waiting.given.records
        .map(({ judgement }) => judgement.outcome)
        .filter(({ delivery }) => held.has(delivery.seq)),
    );
    if (reply.woken === 'all') this.#wake.wake();
    else if (reply.woken.length > 0) this.#wake.wake(reply.woken);
    if (reply.hasJobs) this.#jobs.announce();
    waiting.resolve(reply.changes);
  }
}
