import type { Database } from '../../database/database.ts';
import { EmbeddedDeliveryQueue } from '../lanes/embedded-delivery-queue.ts';
import { settleDeliveries } from '../lanes/settle-deliveries.ts';
import { Wake } from '../../shared/wake.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import { OperationalLog } from '../operational/operational-log.ts';
import { recordAttempts } from './record-attempts.ts';
import type { RecordAnswer, RecordGiven, RecordRequest, Woken } from './recording-messages.ts';

/** Records attempts that another thread made. Whoever made them holds the claims. */
export class ThreadRecorder {
  readonly #database: Database;
  readonly #queue: EmbeddedDeliveryQueue;
  readonly #operational: OperationalLog;
  readonly #failingLimits: FailingLimits;
  #woken: Set<string> | 'all' = new Set();

  constructor(options: { readonly database: Database; readonly failingLimits: FailingLimits }) {
    const wake = new Wake();
    wake.onWake((subscriptionIds) => this.#wake(subscriptionIds));
    this.#database = options.database;
    this.#failingLimits = options.failingLimits;
    this.#queue = new EmbeddedDeliveryQueue({ database: options.database, wake });
    this.#operational = new OperationalLog({ queue: this.#queue });
  }

  /** Never rejects. One request at a time. */
  async record({ id, given }: RecordRequest): Promise<RecordAnswer> {
    this.#takeWoken();
    try {
      const { records, held } = JSON.parse(given) as RecordGiven;
      const isHeld = new Set(held);
      const changes = await this.#database.write(
        (tx) =>
          recordAttempts(tx, {
            records,
            operational: this.#operational,
            failingLimits: this.#failingLimits,
            queue: {
              settle: async (_, outcomes) => {
                const settled = outcomes.filter(({ delivery }) => isHeld.has(delivery.seq));
                await settleDeliveries(tx, settled);
                return settled;
              },
              wakeRetries: (_, options) => this.#queue.wakeRetries(tx, options),
            },
          }),
        { inLine: false },
      );
      return { kind: 'recorded', id, changes, woken: this.#takeWoken() };
    } catch (error) {
      return {
        kind: 'notRecorded',
        id,
        error: error as Error,
        code: (error as { code?: string }).code,
      };
    }
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
