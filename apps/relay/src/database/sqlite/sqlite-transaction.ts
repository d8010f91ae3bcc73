import type BetterSqlite3 from 'better-sqlite3-node-api';
import type { EntityManager } from 'typeorm';

import { insertSuffix, quoted } from '../sql/insert.ts';
import type { Insert } from '../sql/insert.ts';
import { Renderer } from '../sql/render.ts';
import type { ColumnType, Sql, SqlValue } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { bindSqlite, sqliteDialect } from './sqlite-dialect.ts';

/** Maximum number of prepared statements per connection. Beyond it, the oldest are dropped. */
const maxStatements = 500;

/** How many rows one statement inserts, if there are that many. */
const chunkRows = 50;

/** Types whose values the driver does not accept as they are. */
const isBound: ReadonlySet<ColumnType> = new Set(['boolean', 'bytes']);

/**
 * Runs statements on one connection to SQLite. Whether a transaction is open is up to the caller.
 */
export class SqliteTransaction implements Transaction {
  readonly #connection: BetterSqlite3.Database;
  readonly #entities: () => EntityManager;
  readonly #renderer = new Renderer(sqliteDialect);
  readonly #statements = new Map<string, BetterSqlite3.Statement>();
  readonly #inserts = new WeakMap<Insert, Map<number, string>>();

  constructor(options: {
    readonly connection: BetterSqlite3.Database;
    readonly entities: () => EntityManager;
  }) {
    this.#connection = options.connection;
    this.#entities = options.entities;
  }

  get entities(): EntityManager {
    return this.#entities();
  }

  /** SQLite has one writer: an open transaction already has its turn. */
  async takeTurn(): Promise<void> {}

  async all<Row>(statement: Sql): Promise<Row[]> {
    const { text, values } = this.#renderer.render(statement);
    return this.#prepare(text).all(values) as Row[];
  }

  async first<Row>(statement: Sql): Promise<Row | undefined> {
    const { text, values } = this.#renderer.render(statement);
    return this.#prepare(text).get(values) as Row | undefined;
  }

  async run(statement: Sql): Promise<number> {
    return this.#run(statement);
  }

  async each<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<number> {
    let changes = 0;
    for (const item of items) changes += this.#run(statement(item));
    return changes;
  }

  async eachMissed<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<Item[]> {
    return items.filter((item) => this.#run(statement(item)) === 0);
  }

  /** Two fixed statements: one for a chunk of rows, one for each of the remaining rows. */
  async insertMany<Row = never>(
    insert: Insert,
    rows: readonly (readonly SqlValue[])[],
  ): Promise<Row[]> {
    const mustBind = Object.values(insert.columns).some((type) => isBound.has(type));
    const returned: Row[] = [];
    const put = (some: readonly (readonly SqlValue[])[]): void => {
      const statement = this.#prepare(this.#insertText(insert, some.length));
      const values = mustBind ? some.flat().map(bindSqlite) : some.flat();
      if (statement.reader) returned.push(...(statement.all(values) as Row[]));
      else statement.run(values);
    };
    let start = 0;
    for (; start + chunkRows <= rows.length; start += chunkRows) {
      put(rows.slice(start, start + chunkRows));
    }
    for (; start < rows.length; start += 1) put(rows.slice(start, start + 1));
    return returned;
  }

  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row> {
    const statement = this.#prepare(text);
    const values = parameters.map((value) => bindSqlite(value as SqlValue));
    if (statement.reader) return statement.all(values) as Row;
    statement.run(values);
    return [] as Row;
  }

  #run(statement: Sql): number {
    const { text, values } = this.#renderer.render(statement);
    const prepared = this.#prepare(text);
    return prepared.reader ? prepared.all(values).length : prepared.run(values).changes;
  }

  #insertText(insert: Insert, count: number): string {
    const known = this.#inserts.get(insert) ?? new Map<number, string>();
    this.#inserts.set(insert, known);
    let text = known.get(count);
    if (text === undefined) {
      const names = Object.keys(insert.columns);
      const row = `(${names.map(() => '?').join(', ')})`;
      text =
        `INSERT INTO ${quoted(insert.table)} (${names.map(quoted).join(', ')}) ` +
        `VALUES ${Array(count).fill(row).join(', ')} ${insertSuffix(insert)}`;
      known.set(count, text);
    }
    return text;
  }

  #prepare(text: string): BetterSqlite3.Statement {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.#connection.prepare(text);
      this.#statements.set(text, statement);
      const [oldest] = this.#statements.keys();
      if (this.#statements.size > maxStatements) this.#statements.delete(oldest as string);
    }
    return statement;
  }
}
