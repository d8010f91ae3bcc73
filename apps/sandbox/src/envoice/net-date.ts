const ticksPerMillisecond = 10_000;
const ticksPerSecond = 10_000_000n;

/**
 * Converts epoch milliseconds to ticks (100 ns since the Unix epoch), rounded to the nearest tick.
 */
export function ticksOf(milliseconds: number): bigint {
  const whole = Math.floor(milliseconds);
  const rest = Math.round((milliseconds - whole) * ticksPerMillisecond);
  return BigInt(whole) * BigInt(ticksPerMillisecond) + BigInt(rest);
}

/**
 * Formats ticks like .NET's `yyyy-MM-ddTHH:mm:ss.FFFFFFFZ`: up to seven fraction digits without
 * trailing zeros, and no dot if none are left (the format of the vendor's webhook text).
 *
 * @param ticks 100 ns since the Unix epoch; not negative
 */
export function formatNetDate(ticks: bigint): string {
  const second = new Date(Number(ticks / ticksPerSecond) * 1_000).toISOString().slice(0, 19);
  const fraction = String(ticks % ticksPerSecond)
    .padStart(7, '0')
    .replace(/0+$/, '');
  return fraction === '' ? `${second}Z` : `${second}.${fraction}Z`;
}

/** Shifts a date by whole hours; the `Z` stays, since this clock writes it in any time zone. */
export function movedByHours(netDate: string, hours: number): string {
  if (hours === 0) return netDate;
  const second = netDate.slice(0, 19);
  const moved = new Date(Date.parse(`${second}Z`) + hours * 3_600_000).toISOString();
  return moved.slice(0, 19) + netDate.slice(19);
}

/** Formats a local time as .NET does: with its offset and the same fraction of a second. */
export function withOffset(netDate: string, offset: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const local = new Date(Date.parse(`${netDate.slice(0, 19)}Z`) + shift).toISOString();
  return local.slice(0, 19) + netDate.slice(19).replace(/Z$/, '') + offset;
}
