import { phpDate } from './php/date.ts';
import { phpIntText, phpNumber } from './php/numbers.ts';

/** How an invoice writes its number. */
export interface NumberFormat {
  readonly leading_zeros: number;
  /** Text with `%` in front of letters of PHP's `date`. */
  readonly prefix: string | null;
}

interface Numbering {
  /** Seconds since the Unix epoch. */
  readonly created: number;
  readonly timeZone: string;
}

/** Of PHP's `date`; any other loses its `%` and stands for itself (seen: `%f`, `%Q`). */
const dateLetters = new Set('dDjlNSwzWFmMntLoYyaABgGhHisueIOPTZcrU');

/** The number that is printed, and that the list has: the prefix, and the id padded with zeros. */
export function printedNumber(
  options: Numbering & { readonly iid: number; readonly format: NumberFormat },
): string {
  return written({ ...options, text: String(options.iid) });
}

/**
 * The number of GET one: the printed one is put through the formatting again, which takes it for an
 * id. So it is spoilt unless it is all digits (seen: `A20260006` is `0`, `2026-0007` is `2026`).
 *
 * @param options.formatOf what an invoice of an id says, if there is one: it then writes the number
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
