import type { ColumnType, SqlValue } from '../sql/sql.ts';

/** The object id of `bytea`. */
const byteaOid = 17;

/**
 * A column of values as one parameter: an array in PostgreSQL's text format, or, for bytes, in its
 * binary format (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO). The driver can do
 * this too, value by value, with quotes around numbers and bytes in hexadecimal: that took a
 * considerable part of a worker thread's time.
 */
export function encodeArray(type: ColumnType, values: readonly SqlValue[]): string | Buffer {
  if (type === 'bytes') return binaryArray(values as readonly (Uint8Array | null)[]);
  if (type === 'text') return `{${values.map(quotedText).join(',')}}`;
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/**
 * A text cannot contain the character 0 there (22021): it is replaced by the replacement character.
 */
export function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

function quotedText(value: SqlValue): string {
  if (value === null || value === undefined) return 'NULL';
  const text = withoutNul(String(value));
  return /["\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${text}"`;
}

/**
 * One dimension, starting at 1: its header, and each element preceded by its length (-1 is null).
 */
function binaryArray(values: readonly (Uint8Array | null)[]): Buffer {
  const isEmpty = values.length === 0;
  const size = values.reduce((sum, bytes) => sum + 4 + (bytes?.length ?? 0), isEmpty ? 12 : 20);
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(isEmpty ? 0 : 1, 0);
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(byteaOid, 8);
  if (isEmpty) return array;
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = 20;
  for (const bytes of values) {
    at = array.writeInt32BE(bytes?.length ?? -1, at);
    if (bytes === null) continue;
    array.set(bytes, at);
    at += bytes.length;
  }
  return array;
}
