import type { Statement } from 'better-sqlite3';

import type { SiteContent } from '../invoice7/content.ts';
import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';

/** An invoice of the Invoice 7 site. */
export interface SiteInvoice {
  readonly id: number;
  readonly number: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly content: SiteContent;
}

type Row = Omit<SiteInvoice, 'content'> & { readonly content: string };

const sequence = 'site-invoice';
const columns = 'id, number, created_at as "createdAt", changed_at as "changedAt", content';

/** The site's own table of invoices, and its backup. Ids rise; a backup brings back their counter. */
export class SiteInvoices {
  readonly #database: Database;
  readonly #sequences: Sequences;
  readonly #all: Statement<[], Row>;
  readonly #count: Statement<[], number>;
  readonly #find: Statement<[number], Row>;
  readonly #findNumber: Statement<[string], Row>;
  readonly #write: Statement<[Row]>;
  readonly #remove: Statement<[number]>;
  readonly #backup: Statement<[], { madeAt: number; lastId: number }>;
  readonly #noteBackup: Statement<[{ madeAt: number; lastId: number }]>;

  constructor(database: Database) {
    this.#database = database;
    this.#sequences = new Sequences(database);
    const select = `select ${columns} from site_invoice`;
    this.#all = database.prepare(`${select} order by id`);
    this.#count = database.prepare<[], number>('select count(*) from site_invoice').pluck();
    this.#find = database.prepare(`${select} where id = ?`);
    this.#findNumber = database.prepare(`${select} where number = ? order by id limit 1`);
    this.#write = database.prepare(`
      insert or replace into site_invoice (id, number, created_at, changed_at, content)
      values (:id, :number, :createdAt, :changedAt, :content)
    `);
    this.#remove = database.prepare('delete from site_invoice where id = ?');
    this.#backup = database.prepare(
      'select made_at as "madeAt", last_id as "lastId" from site_backup',
    );
    this.#noteBackup = database.prepare(
      'insert or replace into site_backup (id, made_at, last_id) values (1, :madeAt, :lastId)',
    );
  }

  /** In order of their ids. */
  all(): SiteInvoice[] {
    return this.#all.all().map(readRow);
  }

  count(): number {
    return this.#count.get() ?? 0;
  }

  find(id: number): SiteInvoice | undefined {
    const row = this.#find.get(id);
    return row === undefined ? undefined : readRow(row);
  }

  findNumber(number: string): SiteInvoice | undefined {
    const row = this.#findNumber.get(number);
    return row === undefined ? undefined : readRow(row);
  }

  takeId(): number {
    return this.#sequences.take({ name: sequence, first: 1 });
  }

  /** Writes over what has this id. */
  save(invoice: SiteInvoice): void {
    this.#write.run({ ...invoice, content: JSON.stringify(invoice.content) });
  }

  /** Tells whether there was one to remove. */
  remove(id: number): boolean {
    return this.#remove.run(id).changes > 0;
  }

  /** Keeps what there is now, and forgets the backup before it. Call inside a transaction. */
  backUp(now: number): void {
    this.#database.exec(`
      delete from site_backup_invoice;
      insert into site_backup_invoice select * from site_invoice;
    `);
    this.#noteBackup.run({ madeAt: now, lastId: this.#sequences.last(sequence) });
  }

  /**
   * Brings back the backup, with the counter of ids. It is kept, for the next time. Call inside a
   * transaction.
   *
   * @returns when it was made, or `undefined`: there is none
   */
  restore(): number | undefined {
    const backup = this.#backup.get();
    if (backup === undefined) return undefined;
    this.#database.exec(`
      delete from site_invoice;
      insert into site_invoice select * from site_backup_invoice;
    `);
    this.#sequences.set({ name: sequence, last: backup.lastId });
    return backup.madeAt;
  }

  clear(): void {
    this.#database.exec(
      'delete from site_invoice; delete from site_backup; delete from site_backup_invoice',
    );
    this.#sequences.forget(sequence);
  }
}

function readRow(row: Row): SiteInvoice {
  return { ...row, content: JSON.parse(row.content) as SiteContent };
}
