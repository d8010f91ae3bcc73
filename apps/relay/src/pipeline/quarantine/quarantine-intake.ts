import type { WebhookRequest } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import { insertQuarantined, quarantineUse } from '../../database/tables/quarantine.ts';
import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../shared/ids/new-id.ts';
import type { ReadingProblem } from '../log/read-activity.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { reportQuarantined } from '../operational/report-quarantined.ts';
import { quarantineLimits, QuarantineFullError } from './quarantine-limits.ts';
import type { QuarantineLimits } from './quarantine-limits.ts';

/** How long a request waits for the database here. Milliseconds. */
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
      commit: (items) => this.#database.write((tx) => this.#commit(tx, items), { patienceMs }),
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
    const use = await this.#database.read((tx) => quarantineUse(tx, connectionId));
    return use.count < this.#limits.count && use.bytes < this.#limits.bytes;
  }

  /** Resolves when everything received is on disk. */
  drain(): Promise<void> {
    return this.#group.drain();
  }

  /** @returns for each whether it was kept */
  async #commit(tx: Transaction, items: readonly NewQuarantined[]): Promise<boolean[]> {
    const kept: boolean[] = [];
    for (const item of items) {
      const use = await quarantineUse(tx, item.connectionId);
      const hasRoom =
        use.count < this.#limits.count &&
        use.bytes + item.body.byteLength <= this.#limits.bytes &&
        use.unauthenticated < this.#limits.unauthenticated;
      kept.push(hasRoom);
      if (!hasRoom) continue;
      const added = await insertQuarantined(tx, [item]);
      if (added.size === 0) continue;
      await reportQuarantined(tx, {
        log: this.#operational,
        added: [item],
        now: item.receivedAt,
      });
      this.#database.afterCommit(() => this.#onAdded(item));
    }
    return kept;
  }
}
