import type { Dialect } from '../sql/render.ts';
import type { ColumnType, SqlRows, SqlValue } from '../sql/sql.ts';
import { encodeArray, withoutNul } from './postgres-array.ts';

/** The engine's names of column types. */
const typeNames: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  double: 'double precision',
  boolean: 'boolean',
  bytes: 'bytea',
};

export function postgresArray(type: ColumnType): string {
  return `${typeNames[type]}[]`;
}

/** PostgreSQL: numbered `$1`, real booleans, lists and columns of rows as arrays. */
export const postgresDialect: Dialect = {
  parameter: (number) => `$${number}`,
  list: ({ type }, number) => `(SELECT unnest($${number}::${postgresArray(type)}))`,
  rows: ({ columns, rows }: SqlRows, firstNumber) => {
    const names = Object.keys(columns);
    const arrays = Object.values(columns).map(
      (type, index) => `$${firstNumber + index}::${postgresArray(type)}`,
    );
    return {
      text: `(SELECT * FROM unnest(${arrays.join(', ')}) AS "t" (${names
        .map((name) => `"${name}"`)
        .join(', ')}))`,
      values: names.map((name, column) =>
        encodeArray(
          columns[name] as ColumnType,
          rows.map((row) => row[column] as SqlValue),
        ),
      ),
    };
  },
  bind: bindPostgres,
  bindList: ({ type, values }) => encodeArray(type, values),
};

/** The driver only accepts bytes as a `Buffer`, and no `bigint`. */
function bindPostgres(value: SqlValue): unknown {
  if (typeof value === 'string') return withoutNul(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  return value;
}
