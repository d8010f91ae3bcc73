/**
 * PHP's `round` as of 5.3 to 8.3, half away from zero, for a few decimal places: the value is first
 * rounded to the 15 significant decimal digits that a binary double can represent, so that 1.005,
 * which is slightly less in binary, is treated as written.
 *
 * @see https://wiki.php.net/rfc/rounding
 */
export function phpRound(value: number, places: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const factor = 10 ** places;
  const precision = 14 - Math.floor(Math.log10(Math.abs(value)));
  let scaled: number;
  if (precision > places && precision - 15 < places) {
    const whole = halfAway(precision >= 0 ? value * 10 ** precision : value / 10 ** -precision);
    scaled = whole / 10 ** (precision - places);
  } else {
    scaled = value * factor;
    if (Math.abs(scaled) >= 1e15) return value;
  }
  return halfAway(scaled) / factor;
}

function halfAway(value: number): number {
  return value >= 0 ? Math.floor(value + 0.5) : Math.ceil(value - 0.5);
}

/**
 * Rounds an amount to cents like the module: in two steps, first to one more digit. So amounts that
 * end in 4 and a half are rounded up as well (seen: 10.0445 is 10.05).
 */
export function moduleRound(value: number): number {
  return phpRound(phpRound(value, 3), 2);
}
