import type { WebhookRequest } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import { insertQuarantined, quarantineUses } from '../../database/tables/quarantine.ts';
import type { NewQuarantined, QuarantineUse } from '../../database/tables/quarantine.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../shared/ids/new-id.ts';
import type { ReadingProblem } from '../log/read-activity.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { reportQuarantined } from '../operational/report-quarantined.ts';
import { quarantineLimits, QuarantineFullError } from './quarantine-limits.ts';
import type { QuarantineLimits } from './quarantine-limits.ts';

/**
 * How long a request waits for another process that holds the database, or on PostgreSQL rows of it,
 * once it is its turn to write. Milliseconds.
 */
const patienceMs = 800;

/** A request to be kept raw. Whether it is authentic is not known. */
export interface UnreadRequest {
  readonly connection: { readonly id: string; readonly source: string };
  readonly request: WebhookRequest;
  readonly problem: ReadingProblem;
  /** See `NewQuarantined`. */
  readonly bodyAlone: boolean;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/**
 * Keeps requests that could not be read or verified as they arrived, bounded in number and size.
 */
export class QuarantineIntake {
  readonly #database: Database;
  readonly #operational: OperationalLog;
  readonly #limits: QuarantineLimits;
  readonly #onAdded: (added: Pick<NewQuarantined, 'source' | 'reason'>) => void;
  readonly #group: GroupCommit<NewQuarantined, boolean>;

  constructor(options: {
    readonly database: Database;
    readonly operational: OperationalLog;
    readonly limits?: Partial<QuarantineLimits>;
    /** Called with every new one, for metrics. */
    readonly onAdded?: (added: Pick<NewQuarantined, 'source' | 'reason'>) => void;
  }) {
    this.#database = options.database;
    this.#operational = options.operational;
    this.#limits = { ...quarantineLimits, ...options.limits };
    this.#onAdded = options.onAdded ?? (() => {});
    this.#group = new GroupCommit({
      commit: (take) => this.#database.write((tx) => this.#commit(tx, take()), { patienceMs }),
    });
  }

  /**
   * @returns once it is on disk
   * @throws {QuarantineFullError}
   */
  async take({
    connection,
    request,
    problem,
    bodyAlone,
    receivedAt,
  }: UnreadRequest): Promise<void> {
    const isKept = await this.#group.add({
      id: newId({ prefix: 'qua', now: receivedAt }),
      connectionId: connection.id,
      source: connection.source,
      ...problem,
      authentic: false,
      via: 'webhook',
      activityId: null,
      ...request,
      bodyAlone,
      receivedAt,
    });
    if (!isKept) throw new QuarantineFullError();
  }

  /** Whether there is room for one more of a connection that is known to be authentic. */
  async hasRoom(connectionId: string): Promise<boolean> {
    const uses = await this.#database.read((tx) => quarantineUses(tx, [connectionId]));
    const use = uses.get(connectionId);
    return use !== undefined && use.count < this.#limits.count && use.bytes < this.#limits.bytes;
  }

  /** Resolves when everything received is on disk. */
  drain(): Promise<void> {
    return this.#group.drain();
  }

  /** @returns for each whether it was kept */
  async #commit(tx: Transaction, items: readonly NewQuarantined[]): Promise<boolean[]> {
    const kept = new Set<NewQuarantined>();
    for (let left = items; left.length > 0; left = items.filter((item) => !kept.has(item))) {
      const connectionIds = new Set(left.map(({ connectionId }) => connectionId));
      const fitting = this.#fitting(left, await quarantineUses(tx, [...connectionIds]));
      if (fitting.length === 0) break;
      await this.#add(tx, fitting);
      for (const item of fitting) kept.add(item);
      // Repeats took no room, so that some of the others may still fit.
    }
    return items.map((item) => kept.has(item));
  }

  /** Those that fit even if none is a repeat. */
  #fitting(
    items: readonly NewQuarantined[],
    uses: ReadonlyMap<string, QuarantineUse>,
  ): NewQuarantined[] {
    const used = new Map([...uses].map(([connectionId, use]) => [connectionId, { ...use }]));
    return items.filter(({ connectionId, body }) => {
      const use = used.get(connectionId);
      const fits =
        use !== undefined &&
        use.count < this.#limits.count &&
        use.bytes + body.byteLength <= this.#limits.bytes &&
        use.unauthenticated < this.#limits.unauthenticated;
      if (!fits) return false;
      use.count += 1;
      use.bytes += body.byteLength;
      use.unauthenticated += 1;
      return true;
    });
  }

  async #add(tx: Transaction, items: readonly NewQuarantined[]): Promise<void> {
    const ids = await insertQuarantined(tx, items);
    const added = items.filter(({ id }) => ids.has(id));
    if (added.length === 0) return;
    const now = Math.max(...added.map(({ receivedAt }) => receivedAt));
    await reportQuarantined(tx, { log: this.#operational, added, now });
    this.#database.afterCommit(() => {
      for (const item of added) this.#onAdded(item);
    });
  }
}
