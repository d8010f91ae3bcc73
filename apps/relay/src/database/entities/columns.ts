import type { ColumnOptions } from 'typeorm';

/** Drivers return 64-bit integers as text or as number; ours are all within 2^53. */
const toNumber = {
  from: (value: string | number | null) => (value === null ? null : Number(value)),
  to: (value: number | null) => value,
};

/** A 64-bit integer column: a count, a sequence number, or epoch milliseconds. */
export function integer(options: ColumnOptions & { readonly name: string }): ColumnOptions {
  return { ...options, type: 'bigint', transformer: toNumber };
}
