import type { Ledger } from './ledger.ts';

/** How one trial ended. */
export interface Outcome {
  readonly name: string;
  readonly engine: string;
  readonly seed: number;
  readonly problems: readonly string[];
  /** Why it could not be tried here. */
  readonly skipped?: string;
  /** Undefined if there was nothing to balance. */
  readonly ledger: Ledger | undefined;
}

const columns = [
  'acknowledged',
  'events',
  'quarantined',
  'expected',
  'delivered',
  'pending',
  'dead',
  'cancelled',
  'repeats',
] as const;

/** All ledgers, one below the other. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = [
    ['fault', 'engine', 'seed', ...columns, 'balances'],
    ...outcomes.map(({ name, engine, seed, ledger, problems, skipped }) => [
      name,
      engine,
      String(seed),
      ...columns.map((column) => (ledger === undefined ? '' : String(ledger[column]))),
      skipped === undefined ? (problems.length === 0 ? 'yes' : 'NO') : 'skipped',
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => row[index]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
