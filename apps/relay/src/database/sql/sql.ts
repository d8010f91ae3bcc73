/** A value that a driver binds. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array;

/** The type of a column, as far as the engines need to know. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'double' | 'boolean' | 'bytes';

/** What may be interpolated in a statement's text. */
export type SqlPart = SqlValue | Sql | SqlList | SqlRows;

/**
 * A statement, or a fragment of one: text that never contains a value, and the values beside it.
 * The text of a call site is always the same, so that engines prepare it once.
 */
export class Sql {
  readonly strings: readonly string[];
  readonly parts: readonly SqlPart[];
  /** Whether its plan is the same whatever its values are: see `sqlPlannedOnce`. */
  readonly plannedOnce: boolean;

  constructor(
    strings: readonly string[],
    parts: readonly SqlPart[],
    { plannedOnce = false }: { readonly plannedOnce?: boolean } = {},
  ) {
    this.strings = strings;
    this.parts = parts;
    this.plannedOnce = plannedOnce;
  }
}

/** A list of values for `IN`, however long, as one parameter. */
export class SqlList {
  readonly type: 'text' | 'bigint';
  readonly values: readonly (string | number)[];

  constructor(type: 'text' | 'bigint', values: readonly (string | number)[]) {
    this.type = type;
    this.values = values;
  }
}

/** Rows to join with or select from, however many, as a fixed number of parameters. */
export class SqlRows {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly rows: readonly (readonly SqlValue[])[];

  constructor(
    columns: Readonly<Record<string, ColumnType>>,
    values: readonly (readonly SqlValue[])[],
  ) {
    this.columns = columns;
    this.rows = values;
  }
}

/**
 * Creates a statement: ``sql`SELECT "id" FROM "events" WHERE "seq" = ${seq}` ``. Values become
 * parameters, fragments and lists become text.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly SqlPart[]): Sql {
  return new Sql(strings, parts);
}

/**
 * The same, for statements that run very often. SQLite re-plans a statement that compares with
 * values and orders or limits its results each time it runs, in case another plan is better for
 * these values: that takes several times as long as running it
 * (https://www.sqlite.org/c3ref/prepare.html, at the end). This one is planned once. A partial
 * index is only used if the text states its condition.
 */
export function sqlPlannedOnce(strings: TemplateStringsArray, ...parts: readonly SqlPart[]): Sql {
  return new Sql(strings, parts, { plannedOnce: true });
}

/** For `IN`: ``sql`… WHERE "id" IN ${texts(ids)}` ``. An empty list matches nothing. */
export function texts(values: readonly string[]): SqlList {
  return new SqlList('text', values);
}

/** For `IN`: ``sql`… WHERE "seq" IN ${integers(seqs)}` ``. An empty list matches nothing. */
export function integers(values: readonly number[]): SqlList {
  return new SqlList('bigint', values);
}

/**
 * A table of given rows: ``sql`UPDATE … FROM ${rows({ seq: 'bigint', body: 'text' }, pairs)} AS
 * "new" WHERE …` ``. No columns of bytes. For SQLite, `Transaction.each` is faster where it is
 * sufficient.
 */
export function rows(
  columns: Readonly<Record<string, Exclude<ColumnType, 'bytes'>>>,
  values: readonly (readonly SqlValue[])[],
): SqlRows {
  return new SqlRows(columns, values);
}
