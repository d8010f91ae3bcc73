const ticksPerMillisecond = 10_000;
const ticksPerSecond = 10_000_000n;

/** Ticks (100 ns since the Unix epoch) of a moment in milliseconds, to the nearest tick. */
export function ticksOf(milliseconds: number): bigint {
  const whole = Math.floor(milliseconds);
  const rest = Math.round((milliseconds - whole) * ticksPerMillisecond);
  return BigInt(whole) * BigInt(ticksPerMillisecond) + BigInt(rest);
}

/**
 * Writes ticks as .NET's `yyyy-MM-ddTHH:mm:ss.FFFFFFFZ` does: up to seven fraction digits,
 * without trailing zeros, and without the dot when none is left (the vendor's webhook text).
 *
 * @param ticks 100 ns since the Unix epoch, not before it
 */
export function formatNetDate(ticks: bigint): string {
  const second = new Date(Number(ticks / ticksPerSecond) * 1_000).toISOString().slice(0, 19);
  const fraction = String(ticks % ticksPerSecond)
    .padStart(7, '0')
    .replace(/0+$/, '');
  return fraction === '' ? `${second}Z` : `${second}.${fraction}Z`;
}
