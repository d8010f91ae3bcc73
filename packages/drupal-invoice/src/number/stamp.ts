/** Milliseconds. */
export const dayMs = 86_400_000;

/** The difference of any time zone from UTC is a multiple of this. Milliseconds. */
export const quarterMs = 15 * 60_000;

/** A moment by the clock of a site, without its zone. */
export interface Stamp {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Reads `YYYY-MM-DD HH:MM:SS`; null if invalid, such as MySQL's `0000-00-00 00:00:00`. */
export function readStamp(text: string): Stamp | null {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number);
  const stamp = { year, month, day, hour, minute, second };
  // `2026-02-30` does not exist.
  const isReal = new Date(stampMs(stamp)).toISOString().slice(0, 10) === text.trim().slice(0, 10);
  return isReal && hour < 24 && minute < 60 && second < 60 ? stamp : null;
}

/** Epoch milliseconds if the clock were UTC: for comparing and counting. */
export function stampMs({ year, month, day, hour, minute, second }: Stamp): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
