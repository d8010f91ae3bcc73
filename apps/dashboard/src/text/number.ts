const whole = new Intl.NumberFormat('en-GB');

/** `5,000,000` */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `1 event`, `3 events`, `no events` */
export function counted(count: number, one: string, many = `${one}s`): string {
  if (count === 0) return `no ${many}`;
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

const words = ['no times', 'once', 'twice', 'three times', 'four times', 'five times', 'six times'];

/** `once`, `twice`, `three times`, `12 times` */
export function times(count: number): string {
  return words[count] ?? `${formatCount(count)} times`;
}

/** `512 B`, `1.4 kB`, `2 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  // From this value on, rounding to a tenth of a kilobyte would show 1000.0 kB.
  const [value, unit] = bytes < 999_950 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toFixed(1).replace(/\.0$/, '')} ${unit}`;
}

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

const plural = new Intl.PluralRules('en-GB', { type: 'ordinal' });
const endings: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

/** `first`, `second`, `12th`, `21st` */
export function ordinal(count: number): string {
  return ordinals[count] ?? `${formatCount(count)}${endings[plural.select(count)] ?? 'th'}`;
}
