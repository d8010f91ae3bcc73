import { createHash } from 'node:crypto';

import pg from 'pg';
import type { ClientBase, QueryResult } from 'pg';
import type { EntityManager } from 'typeorm';

import { DatabaseUnreachableError } from '../storage-failure.ts';
import { insertSuffix, quoted } from '../sql/insert.ts';
import type { Insert } from '../sql/insert.ts';
import { Renderer } from '../sql/render.ts';
import type { ColumnType, Sql, SqlValue } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { encodeArray } from './postgres-array.ts';
import { postgresArray, postgresDialect } from './postgres-dialect.ts';

/** Texts are built once per process, whatever the connection. */
const renderer = new Renderer(postgresDialect);

/** Names of prepared statements, by their text. */
const names = new Map<string, string>();

const insertTexts = new WeakMap<Insert, string>();

/** Runs statements on one connection. Whether a transaction is open is up to the caller. */
export class PostgresTransaction implements Transaction {
  readonly #client: Pick<ClientBase, 'query'>;
  readonly #entities: () => EntityManager;

  readonly #takeTurn: () => Promise<void>;

  constructor(options: {
    readonly client: Pick<ClientBase, 'query'>;
    readonly entities: () => EntityManager;
    /** Takes the writers' lock; omitted if it is held, or nothing is written. */
    readonly takeTurn?: () => Promise<void>;
  }) {
    this.#client = options.client;
    this.#entities = options.entities;
    this.#takeTurn = options.takeTurn ?? (() => Promise.resolve());
  }

  takeTurn(): Promise<void> {
    return this.#takeTurn();
  }

  get entities(): EntityManager {
    return this.#entities();
  }

  async all<Row>(statement: Sql): Promise<Row[]> {
    return (await this.#run(statement)).rows as Row[];
  }

  async first<Row>(statement: Sql): Promise<Row | undefined> {
    return (await this.#run(statement)).rows[0] as Row | undefined;
  }

  async run(statement: Sql): Promise<number> {
    return (await this.#run(statement)).rowCount ?? 0;
  }

  async each<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<number> {
    let changes = 0;
    for (const item of items) changes += await this.run(statement(item));
    return changes;
  }

  async eachMissed<Item>(items: readonly Item[], statement: (item: Item) => Sql): Promise<Item[]> {
    const missed: Item[] = [];
    for (const item of items) if ((await this.run(statement(item))) === 0) missed.push(item);
    return missed;
  }

  /** One fixed statement, with an array per column. */
  async insertMany<Row = never>(
    insert: Insert,
    rows: readonly (readonly SqlValue[])[],
  ): Promise<Row[]> {
    if (rows.length === 0) return [];
    const values = Object.values(insert.columns).map((type, column) =>
      encodeArray(
        type,
        rows.map((row) => row[column] as SqlValue),
      ),
    );
    return (await this.#query(insertText(insert), values)).rows as Row[];
  }

  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row> {
    return (await this.#query(text, parameters)).rows as Row;
  }

  #run(statement: Sql): Promise<QueryResult> {
    const { text, values } = renderer.render(statement);
    return this.#query(text, values);
  }

  async #query(text: string, values: readonly unknown[]): Promise<QueryResult> {
    try {
      return await this.#client.query({ name: nameOf(text), text, values: [...values] });
    } catch (error) {
      throw asDatabaseError(error);
    }
  }
}

/**
 * An error that did not come from PostgreSQL itself is about the connection, and often has no code.
 */
export function asDatabaseError(error: unknown): unknown {
  const isKnown = error instanceof pg.DatabaseError || error instanceof DatabaseUnreachableError;
  return isKnown ? error : new DatabaseUnreachableError(error);
}

function insertText(insert: Insert): string {
  const known = insertTexts.get(insert);
  if (known !== undefined) return known;
  const arrays = Object.values(insert.columns).map(
    (type: ColumnType, index) => `$${index + 1}::${postgresArray(type)}`,
  );
  const text =
    `INSERT INTO ${quoted(insert.table)} (${Object.keys(insert.columns).map(quoted).join(', ')}) ` +
    `SELECT * FROM unnest(${arrays.join(', ')}) ${insertSuffix(insert)}`;
  insertTexts.set(insert, text);
  return text;
}

/** At most 63 characters, and the same for the same text on every connection. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
  }
  return name;
}
