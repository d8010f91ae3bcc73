import { hash } from 'node:crypto';

import type { Database } from '../database.ts';
import type { MovedTable } from './moved-table.ts';
import { readTable } from './read-table.ts';
import type { MovedRow } from './read-table.ts';

/** The contents of a table, in a few bytes: equal on both engines if and only if all rows are. */
export interface TableDigest {
  readonly rows: number;
  /** In hex. */
  readonly digest: string;
}

const modulus = 1n << 256n;

/** Reads a table and sums the SHA-256 of each row. A sum, as engines sort text differently. */
export async function tableDigest(options: {
  readonly database: Database;
  readonly table: MovedTable;
  readonly adapt?: (text: string) => string;
  readonly onRows?: (count: number) => void;
}): Promise<TableDigest> {
  let rows = 0;
  let sum = 0n;
  for await (const batch of readTable(options)) {
    for (const row of batch.rows) sum = (sum + rowHash(row)) % modulus;
    rows += batch.rows.length;
    options.onRows?.(batch.rows.length);
  }
  return { rows, digest: sum.toString(16).padStart(64, '0') };
}

function rowHash(row: MovedRow): bigint {
  const values = row.map((value) =>
    value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value,
  );
  return BigInt(`0x${hash('sha256', JSON.stringify(values))}`);
}
