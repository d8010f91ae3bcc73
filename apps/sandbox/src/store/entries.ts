import type { Statement } from 'better-sqlite3';

import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';

/** What documents refer to, in the vendor's terms. */
const entryKinds = ['client', 'tax', 'worktype', 'product', 'category', 'paymentlink'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface Entry<Content> {
  readonly id: number;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly content: Content;
}

interface Row {
  readonly id: number;
  readonly createdAt: number;
  readonly content: string;
}

/** The first ids. The entries of a fresh sandbox have lower ids. */
const firstIds: Readonly<Record<EntryKind, number>> = {
  client: 2_301,
  tax: 401,
  worktype: 3_801,
  product: 501,
  category: 61,
  paymentlink: 701,
};

const columns = 'id, created_at as "createdAt", content';

/** Clients, taxes etc. Ids always increase, even after a reset. */
export class Entries {
  readonly #database: Database;
  readonly #sequences: Sequences;
  readonly #all: Statement<[EntryKind], Row>;
  readonly #page: Statement<[EntryKind, number, number], Row>;
  readonly #count: Statement<[EntryKind], number>;
  readonly #find: Statement<[EntryKind, number], Row>;
  readonly #write: Statement<[Row & { kind: EntryKind }]>;
  readonly #remove: Statement<[EntryKind, number]>;

  constructor(database: Database) {
    this.#database = database;
    this.#sequences = new Sequences(database);
    this.#all = database.prepare(`select ${columns} from entry where kind = ? order by id`);
    this.#page = database.prepare(
      `select ${columns} from entry where kind = ? order by id limit ? offset ?`,
    );
    this.#count = database
      .prepare<[EntryKind], number>('select count(*) from entry where kind = ?')
      .pluck();
    this.#find = database.prepare(`select ${columns} from entry where kind = ? and id = ?`);
    this.#write = database.prepare(`
      insert into entry (kind, id, created_at, content) values (:kind, :id, :createdAt, :content)
      on conflict (kind, id) do update set content = :content
    `);
    this.#remove = database.prepare('delete from entry where kind = ? and id = ?');
  }

  all<Content>(kind: EntryKind): Entry<Content>[] {
    return this.#all.all(kind).map((row) => readRow<Content>(row));
  }

  page<Content>(options: {
    readonly kind: EntryKind;
    readonly limit: number;
    readonly offset: number;
  }): Entry<Content>[] {
    const { kind, limit, offset } = options;
    return this.#page.all(kind, limit, offset).map((row) => readRow<Content>(row));
  }

  count(kind: EntryKind): number {
    return this.#count.get(kind) ?? 0;
  }

  find<Content>(options: {
    readonly kind: EntryKind;
    readonly id: number;
  }): Entry<Content> | undefined {
    const row = this.#find.get(options.kind, options.id);
    return row === undefined ? undefined : readRow<Content>(row);
  }

  /** Overwrites the entry with this id, keeping its creation date. */
  save<Content>(options: {
    readonly kind: EntryKind;
    readonly id: number;
    readonly createdAt: number;
    readonly content: Content;
  }): Entry<Content> {
    const { id, createdAt, content } = options;
    this.#write.run({ ...options, content: JSON.stringify(content) });
    return { id, createdAt, content };
  }

  /** Returns the next free id of a kind. */
  takeId(kind: EntryKind): number {
    return this.#sequences.take({ name: kind, first: firstIds[kind] });
  }

  /** Returns whether it existed. */
  remove(options: { readonly kind: EntryKind; readonly id: number }): boolean {
    return this.#remove.run(options.kind, options.id).changes > 0;
  }

  clear(): void {
    this.#database.exec('delete from entry');
  }
}

function readRow<Content>(row: Row): Entry<Content> {
  return { ...row, content: JSON.parse(row.content) as Content };
}
