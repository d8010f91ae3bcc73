import { phpDate } from './php/date.ts';
import { phpIntText, phpNumber } from './php/numbers.ts';

/** How the number of an invoice is formatted. */
export interface NumberFormat {
  readonly leading_zeros: number;
  /** Text in which `%` precedes letters of PHP's `date`. */
  readonly prefix: string | null;
}

interface Numbering {
  /** Seconds since the Unix epoch. */
  readonly created: number;
  readonly timeZone: string;
}

/** Letters of PHP's `date`; any other loses its `%` and is kept (observed: `%f`, `%Q`). */
const dateLetters = new Set('dDjlNSwzWFmMntLoYyaABgGhHisueIOPTZcrU');

/** The number as printed and as in the list: the prefix, and the id padded with zeros. */
export function printedNumber(
  options: Numbering & { readonly iid: number; readonly format: NumberFormat },
): string {
  return written({ ...options, text: String(options.iid) });
}

/**
 * The number in GET for a single invoice. The module formats the printed number again as if it were
 * an id, which garbles it unless it is all digits (observed: `A20260006` is `0`, `2026-0007` is
 * `2026`).
 *
 * @param options.formatOf returns the format of the invoice with an id, if it exists; its format is
 *   then used
 */
export function spoiltNumber(
  options: Numbering & {
    readonly printed: string;
    readonly formatOf: (iid: number) => NumberFormat | undefined;
  },
): string {
  const { printed, formatOf } = options;
  const format = formatOf(phpNumber(printed)) ?? { leading_zeros: 0, prefix: null };
  return written({ ...options, text: printed, format });
}

function written(
  options: Numbering & { readonly text: string; readonly format: NumberFormat },
): string {
  const { text, format, created: at, timeZone } = options;
  const [start = '', ...parts] = (format.prefix ?? '').split('%');
  const dated = parts.map((part) => {
    const letter = part.slice(0, 1);
    if (!dateLetters.has(letter)) return part;
    return `${phpDate({ pattern: letter, at, timeZone })}${part.slice(1)}`;
  });
  return `${start}${dated.join('')}${phpIntText(text).padStart(format.leading_zeros, '0')}`;
}
