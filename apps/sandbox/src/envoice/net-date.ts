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

/** The same text for a clock that is whole hours ahead: the `Z` is printed whatever the zone is. */
export function movedByHours(netDate: string, hours: number): string {
  if (hours === 0) return netDate;
  const second = netDate.slice(0, 19);
  const moved = new Date(Date.parse(`${second}Z`) + hours * 3_600_000).toISOString();
  return moved.slice(0, 19) + netDate.slice(19);
}

/** As .NET writes a local time: with its offset, and the same fraction of a second. */
export function withOffset(netDate: string, offset: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const local = new Date(Date.parse(`${netDate.slice(0, 19)}Z`) + shift).toISOString();
  return local.slice(0, 19) + netDate.slice(19).replace(/Z$/, '') + offset;
}
