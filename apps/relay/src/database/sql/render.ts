import { Sql, SqlList, SqlRows } from './sql.ts';
import type { SqlPart, SqlValue } from './sql.ts';

/** What differs between the engines in writing statements. */
export interface Dialect {
  /** The text of the parameter with this number, from 1. */
  parameter(number: number, options: Pick<Sql, 'plannedOnce'>): string;
  /** The text of a list after `IN`, which is one parameter. */
  list(list: SqlList, number: number): string;
  /** The text of a table of rows, and its parameters: a fixed number, however many rows. */
  rows(rows: SqlRows, firstNumber: number): { readonly text: string; readonly values: unknown[] };
  bind(value: SqlValue): unknown;
  bindList(list: SqlList): unknown;
}

/** A statement in the form an engine takes. */
export interface RenderedSql {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Renders statements as an engine's text. Those that only contain values are rendered only once.
 */
export class Renderer {
  readonly #dialect: Dialect;
  readonly #texts = new WeakMap<readonly string[], string>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  render(statement: Sql): RenderedSql {
    const { strings, parts } = statement;
    if (!parts.every(isValue)) return this.#compose(statement);
    let text = this.#texts.get(strings);
    if (text === undefined) {
      text = strings.reduce(
        (before, next, index) => before + this.#dialect.parameter(index, statement) + next,
      );
      this.#texts.set(strings, text);
    }
    return { text, values: parts.map((value) => this.#dialect.bind(value)) };
  }

  #compose(statement: Sql): RenderedSql {
    const values: unknown[] = [];
    const { plannedOnce } = statement;
    const write = ({ strings, parts }: Sql): string =>
      strings.reduce((before, next, index) => {
        const part = parts[index - 1] as SqlPart;
        return before + this.#part(part, { values, write, plannedOnce }) + next;
      });
    return { text: write(statement), values };
  }

  #part(
    part: SqlPart,
    options: {
      readonly values: unknown[];
      readonly write: (sql: Sql) => string;
      readonly plannedOnce: boolean;
    },
  ): string {
    const { values, write } = options;
    const number = values.length + 1;
    if (part instanceof Sql) return write(part);
    if (part instanceof SqlList) {
      values.push(this.#dialect.bindList(part));
      return this.#dialect.list(part, number);
    }
    if (part instanceof SqlRows) {
      const table = this.#dialect.rows(part, number);
      values.push(...table.values);
      return table.text;
    }
    values.push(this.#dialect.bind(part));
    return this.#dialect.parameter(number, options);
  }
}

function isValue(part: SqlPart): part is SqlValue {
  return !(part instanceof Sql || part instanceof SqlList || part instanceof SqlRows);
}
