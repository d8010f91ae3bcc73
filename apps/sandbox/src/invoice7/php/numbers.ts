/** A leading number in a text, as parsed by PHP 7 and MariaDB: leading whitespace is allowed. */
const leadingNumber = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)/i;

/**
 * Casts text to a number like PHP 7: ignores everything after the number; no number is 0. Observed:
 * `7/x`, `7x`, `7.9` and `7e0` in place of an id all mean 7.
 */
export function phpNumber(text: string): number {
  return Number(leadingNumber.exec(text)?.[1] ?? 0);
}

/** Formats text like PHP's `%d`: a 64-bit integer, clamped to that range. */
export function phpIntText(text: string): string {
  const [, digits] = /^[ \t\n\r\v\f]*([+-]?\d+)(?![\d.e])/i.exec(text) ?? [];
  const most = 2n ** 63n - 1n;
  const number = Math.trunc(phpNumber(text));
  const value = BigInt(digits ?? (Number.isFinite(number) ? number : 0));
  if (value > most) return String(most);
  return String(value < -most - 1n ? -most - 1n : value);
}

/** Casts any value of a JSON body like PHP 7's `(float)`. */
export function phpFloat(value: unknown): number {
  if (typeof value === 'string') return phpNumber(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return isFilled(value) ? 1 : 0;
}

/** Like {@link phpFloat}, with `(int)`. */
export function phpInt(value: unknown): number {
  return Math.trunc(phpFloat(value));
}

/** Returns whether a value is truthy in PHP. */
export function phpTrue(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value !== '0';
  if (typeof value === 'object') return isFilled(value);
  return Boolean(value);
}

/**
 * Formats a float like PHP 7 with its default `precision` of 14 digits. This is what reaches the
 * database, so a price with 15 digits loses its last one (observed).
 */
export function phpFloatText(value: number): string {
  if (Number.isNaN(value)) return 'NAN';
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  return plainOrExponent({ digits: value.toExponential(13), most: 14, letter: 'E' });
}

/** Formats a float like PHP's `json_encode`: the shortest text that parses to the same value. */
export function phpFloatJson(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  return plainOrExponent({ digits: value.toExponential(), most: 17, letter: 'e' });
}

/**
 * @param options.digits e.g. `-1.2345e+3`
 * @param options.most maximum number of integer digits written without an exponent
 */
function plainOrExponent(options: {
  readonly digits: string;
  readonly most: number;
  readonly letter: 'e' | 'E';
}): string {
  const { digits, most, letter } = options;
  const [, sign = '', first = '', rest = '', power = ''] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(digits) ?? [];
  const all = `${first}${rest}`.replace(/0+$/, '');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= most) {
    const mantissa = `${all.slice(0, 1)}.${all.slice(1) || '0'}`;
    return `${sign}${mantissa}${letter}${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${all}`;
  const whole = all.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = all.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
