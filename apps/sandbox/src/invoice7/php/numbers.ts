/** A number at the beginning of a text, as PHP 7 and MariaDB find it: blanks may stand in front. */
const leadingNumber = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)/i;

/**
 * A text as a number, as PHP 7 casts it: what stands behind the number is ignored, and no number is
 * 0. Seen: `7/x`, `7x`, `7.9` and `7e0` in the place of an id are all 7.
 */
export function phpNumber(text: string): number {
  return Number(leadingNumber.exec(text)?.[1] ?? 0);
}

/** A text as PHP's `%d` writes it: an integer of 64 bits, beyond which the largest one stands. */
export function phpIntText(text: string): string {
  const [, digits] = /^[ \t\n\r\v\f]*([+-]?\d+)(?![\d.e])/i.exec(text) ?? [];
  const most = 2n ** 63n - 1n;
  const number = Math.trunc(phpNumber(text));
  const value = BigInt(digits ?? (Number.isFinite(number) ? number : 0));
  if (value > most) return String(most);
  return String(value < -most - 1n ? -most - 1n : value);
}

/** Any value of a JSON body as PHP 7 casts it with `(float)`. */
export function phpFloat(value: unknown): number {
  if (typeof value === 'string') return phpNumber(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return isFilled(value) ? 1 : 0;
}

/** As {@link phpFloat}, with `(int)`. */
export function phpInt(value: unknown): number {
  return Math.trunc(phpFloat(value));
}

/** Whether PHP takes a value for true. */
export function phpTrue(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value !== '0';
  if (typeof value === 'object') return isFilled(value);
  return Boolean(value);
}

/**
 * A float as text, as PHP 7 writes it with its usual `precision` of 14 digits. It is what reaches
 * the database, so that a price of 15 digits loses its last one (seen).
 */
export function phpFloatText(value: number): string {
  if (Number.isNaN(value)) return 'NAN';
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  return plainOrExponent({ digits: value.toExponential(13), most: 14, letter: 'E' });
}

/** A float as PHP's `json_encode` writes it: as many digits as it takes to read the same again. */
export function phpFloatJson(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  return plainOrExponent({ digits: value.toExponential(), most: 17, letter: 'e' });
}

/**
 * @param options.digits such as `-1.2345e+3`
 * @param options.most this many digits in front of the dot are written without an exponent
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
