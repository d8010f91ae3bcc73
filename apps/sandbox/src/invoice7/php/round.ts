/** Number of reliable decimal digits in a double. */
const goodDigits = 15;

const powerOfTen = (power: number) => Number(`1e${power}`);
const halfAway = (value: number) => (value >= 0 ? Math.floor(value + 0.5) : Math.ceil(value - 0.5));

/**
 * PHP's `round` from 5.3 to 8.3: half away from zero, after rounding the value to its 15 reliable
 * digits. So 10044.499999999998 becomes 10045.
 *
 * @param options.places number of decimals; negative values round before the decimal point
 */
export function phpRound(options: { readonly value: number; readonly places: number }): number {
  const { value, places } = options;
  if (!Number.isFinite(value) || value === 0) return value;
  const factor = powerOfTen(Math.abs(places));
  const goodPlaces = goodDigits - 1 - Math.floor(Math.log10(Math.abs(value)));
  let scaled: number;
  if (goodPlaces > places && goodPlaces - goodDigits < places) {
    const good = powerOfTen(Math.abs(goodPlaces));
    const rounded = halfAway(goodPlaces >= 0 ? value * good : value / good);
    scaled = rounded / powerOfTen(Math.min(4 * goodDigits, goodPlaces - places));
  } else {
    scaled = places >= 0 ? value * factor : value / factor;
    if (Math.abs(scaled) >= 1e15) return value;
  }
  const whole = halfAway(scaled);
  return places > 0 ? whole / factor : whole * factor;
}

/**
 * The module's rounding, in two steps: first to one more decimal. So 10.0445 becomes 10.05
 * (observed), and 38.675, whose double is slightly less, becomes 38.68.
 */
export function moduleRound(options: { readonly value: number; readonly places: number }): number {
  const factor = powerOfTen(options.places + 1);
  const first = phpRound({ value: options.value * factor, places: 0 });
  return phpRound({ value: first, places: -1 }) / factor;
}
