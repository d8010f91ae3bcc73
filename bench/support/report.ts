import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Prints a table of measurements; the first row is the baseline. */
export function report(title: string, rows: Readonly<Record<string, string | number>>[]): void {
  const file = process.env['BENCH_JSON'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ title, rows })}\n`);
  process.stdout.write(`\n${title}\n\n`);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const texts = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, index) =>
    Math.max(...texts.map((row) => (row[index] ?? '').length)),
  );
  for (const row of texts) {
    process.stdout.write(
      `  ${row.map((text, index) => text.padEnd(widths[index] ?? 0)).join('  ')}\n`,
    );
  }
}

function cell(value: string | number | undefined): string {
  if (typeof value !== 'number') return value ?? '';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Checks that nothing went missing; otherwise the run is void. */
export function balance(entries: { readonly sent: number; readonly delivered: number }): void {
  const { sent, delivered } = entries;
  const missing = sent - delivered;
  process.stdout.write(`\n  Balance: sent ${sent} = delivered ${delivered} + missing ${missing}\n`);
  if (missing !== 0) {
    process.stdout.write('  VOID: the run does not balance.\n');
    process.exitCode = 1;
  }
}

/** A figure relative to its baseline, with the target if there is one. */
export interface Ratio {
  readonly part: string;
  readonly what: string;
  readonly ratio: number;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Prints all ratios in one table. */
export function reportRatios(ratios: readonly Ratio[]): void {
  report(
    'All ratios',
    ratios.map(({ part, what, ratio, atLeast, atMost }) => ({
      part,
      what,
      ratio,
      reach: atLeast === undefined ? (atMost === undefined ? '' : `≤ ${atMost}`) : `≥ ${atLeast}`,
      met: isMet({ ratio, atLeast, atMost }),
    })),
  );
}

function isMet({ ratio, atLeast, atMost }: Pick<Ratio, 'ratio' | 'atLeast' | 'atMost'>): string {
  if (atLeast === undefined && atMost === undefined) return '';
  return ratio >= (atLeast ?? -Infinity) && ratio <= (atMost ?? Infinity) ? 'yes' : 'no';
}

/** Writes the figures of a run to `bench/results/NAME.json`. */
export function writeResult(
  name: string,
  result: Readonly<Record<string, unknown>> & { readonly ratios?: readonly Ratio[] },
): void {
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
  writeFileSync(
    new URL(`${name}.json`, folder),
    `${JSON.stringify({ at: new Date().toISOString(), machine, ...result }, null, 2)}\n`,
  );
}

/** Prints how many requests were rejected, by status. They were sent again. */
export function tellRefused(refused: Readonly<Record<number, number>>): void {
  for (const [status, count] of Object.entries(refused)) {
    process.stdout.write(`\n  Refused and sent again: ${count} times ${status}\n`);
  }
}
