/** No number that people mean is longer; it also bounds the work of the patterns. */
const longestText = 64;

/** What programs write, with a dot: `1210.50`, `.5`, `5.`, `1e3`. */
const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
/** Thousands separated by spaces or apostrophes: `1 234 567.89`, `1'234,50`. */
const parted = /^[+-]?[1-9]\d{0,2}(?:(?: \d{3})+|(?:'\d{3})+)(?:[.,]\d+)?$/;
/**
 * Thousands separated by dots, which only a decimal comma distinguishes from a decimal dot:
 * `1.234,50`.
 */
const dotted = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+$/;
/** A decimal comma: `19,99`. */
const comma = /^[+-]?\d*,\d+$/;
/** Elsewhere it separates thousands: 1.234, or 1234? */
const ambiguousComma = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** Every kind of space used between thousands: no-break, narrow no-break and thin ones as well. */
const blanks = /[\u00a0\u202f\u2009]/g;

/**
 * The number in what somebody typed, with a dot and nothing between its digits; undefined if it is
 * not a number, or may be one of several.
 */
export function plainNumber(typed: string): string | undefined {
  const text = tidy(typed);
  if (text.length > longestText) return undefined;
  if (plain.test(text)) return text.replace(/\.(?=$|[eE])/, '');
  if (dotted.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (parted.test(text)) return text.replaceAll(/[ ']/g, '').replace(',', '.');
  if (comma.test(text) && !ambiguousComma.test(text)) return text.replace(',', '.');
  return undefined;
}

/** The possible meanings of an ambiguous text, each as it would be written: for an error. */
export function possibleNumbers(typed: string): readonly string[] {
  const text = tidy(typed);
  if (text.length > longestText) return [];
  if (ambiguousComma.test(text)) return [text.replace(',', '.'), text.replace(',', '')];
  // Commas between thousands may also separate the numbers of a list.
  return /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? [text.replaceAll(',', '')] : [];
}

/** The numbers in a text that contains several, as when lists of earlier steps become text. */
export function severalNumbers(typed: string): readonly string[] {
  const parts = typed
    .slice(0, longestText)
    .trim()
    .split(/[\s;|]+|,\s*/);
  return parts.length > 1 && parts.every((part) => plain.test(part)) ? parts : [];
}

function tidy(typed: string): string {
  return typed
    .trim()
    .replaceAll(blanks, ' ')
    .replaceAll('’', "'")
    .replace(/^\u2212/, '-');
}
