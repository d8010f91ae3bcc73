import * as v from 'valibot';

/** The longest decimal text that we keep: enough for any invoice, too short for an attack. */
export const MAX_DECIMAL_LENGTH = 40;

/**
 * Plain notation: an optional minus, no plus, no exponent, no leading zeros, no negative zero.
 * No look-ahead, so that JSON Schema validators on RE2 can use it, and linear in time.
 */
const PLAIN = /^(?:-?[1-9]\d*|0)(?:\.\d+)?$|^-0\.0*[1-9]\d*$/;

/**
 * A number as decimal text, such as `1210.00` or `-0.5`: at most 40 characters, trailing zeros
 * allowed. Never a binary float, which cannot represent `0.1`.
 */
export const decimalSchema = v.pipe(
  v.string(),
  v.maxLength(
    MAX_DECIMAL_LENGTH,
    `A decimal number may have at most ${MAX_DECIMAL_LENGTH} characters.`,
  ),
  v.regex(PLAIN, 'Write a decimal number as text in plain notation, such as "1210.00" or "-0.5".'),
);
export type Decimal = v.InferOutput<typeof decimalSchema>;
