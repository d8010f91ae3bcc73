import type { Statement } from 'better-sqlite3';

import type { DocumentKind } from '../envoice/activity-types.ts';
import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';

/** An activity in the log, as recorded by the vendor. */
export interface LoggedActivity {
  readonly id: number;
  /** JSON text: the bytes that are sent and signed. */
  readonly record: string;
}

/** An activity to be logged. */
export interface NewActivity extends LoggedActivity {
  readonly type: number;
  readonly invoiceId: number | null;
  readonly orderId: number | null;
  readonly estimationId: number | null;
  /** Ticks: 100 ns since the Unix epoch. */
  readonly createdOn: bigint;
}

/** All activities of the account in a single log, whose ids increase with time. */
export class ActivityLog {
  readonly #database: Database;
  readonly #sequences: Sequences;
  readonly #insert: Statement<[NewActivity]>;
  readonly #after: Statement<[number, number], LoggedActivity>;
  readonly #countAfter: Statement<[number], number>;
  readonly #lastId: Statement<[], number>;
  readonly #lastCreatedOn: Statement<[], bigint>;
  readonly #createdOn: Statement<[number], bigint>;
  readonly #about: Readonly<Record<DocumentKind, Statement<[number], LoggedActivity>>>;

  constructor(database: Database) {
    this.#database = database;
    this.#sequences = new Sequences(database);
    this.#insert = database.prepare(`
      insert into activity (id, type, invoice_id, order_id, estimation_id, created_on, record)
      values (:id, :type, :invoiceId, :orderId, :estimationId, :createdOn, :record)
    `);
    this.#after = database.prepare(
      'select id, record from activity where id > ? order by id limit ?',
    );
    this.#countAfter = database
      .prepare<[number], number>('select count(*) from activity where id > ?')
      .pluck();
    this.#lastId = database
      .prepare<[], number>('select id from activity order by id desc limit 1')
      .pluck();
    this.#lastCreatedOn = database
      .prepare<[], bigint>('select created_on from activity order by id desc limit 1')
      .pluck()
      .safeIntegers();
    this.#createdOn = database
      .prepare<[number], bigint>('select created_on from activity where id = ?')
      .pluck()
      .safeIntegers();
    const about = (kind: DocumentKind) =>
      database.prepare<[number], LoggedActivity>(
        `select id, record from activity where ${kind}_id = ? order by id`,
      );
    this.#about = {
      invoice: about('invoice'),
      order: about('order'),
      estimation: about('estimation'),
    };
  }

  /** Reserves `count` ids and returns the first. Call inside the writing transaction. */
  takeIds(options: { readonly count: number; readonly now: number }): number {
    return this.#sequences.take({
      name: 'activity',
      first: firstActivityId(options.now),
      count: options.count,
    });
  }

  append(activity: NewActivity): void {
    this.#insert.run(activity);
  }

  /** Returns the activities after an id, oldest first. */
  after(options: { readonly id: number; readonly limit: number }): LoggedActivity[] {
    return this.#after.all(options.id, options.limit);
  }

  about(options: { readonly kind: DocumentKind; readonly id: number }): LoggedActivity[] {
    return this.#about[options.kind].all(options.id);
  }

  /** Returns the ticks of an activity. */
  createdOn(id: number): bigint | undefined {
    return this.#createdOn.get(id);
  }

  countAfter(id: number): number {
    return this.#countAfter.get(id) ?? 0;
  }

  /** Returns the id of the newest activity, or 0. */
  lastId(): number {
    return this.#lastId.get() ?? 0;
  }

  /** Returns the ticks of the newest activity, or `null`. */
  lastCreatedOn(): bigint | null {
    return this.#lastCreatedOn.get() ?? null;
  }

  clear(): void {
    this.#database.exec('delete from activity');
  }
}

/**
 * The first id of a fresh state. It depends on the clock, so that a relay that remembers an earlier
 * sandbox doesn't take new activities for duplicates. Five ids per second since 2025 stay within
 * the vendor's int32 until 2038.
 */
function firstActivityId(now: number): number {
  return Math.max(1, Math.floor((now - Date.UTC(2025, 0)) / 200));
}
