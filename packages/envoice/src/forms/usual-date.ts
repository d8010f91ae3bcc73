const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(${[
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
].join('|')})`;
const weekday = '(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\\.?,?\\s+)?';
/** After the day: 10:30, 10:30:00, 10:30 PM, 10:30:00 GMT. */
const time = String.raw`(?:,?\s+(?:at\s+)?(\d{1,2}:\d{2}(?::\d{2})?)\s*([ap]\.?m\.?)?\s*(GMT|UTC|Z|[+-]\d{2}:?\d{2})?)?`;

const yearFirst = new RegExp(String.raw`^(\d{4})([/.])(\d{1,2})\2(\d{1,2})${time}$`, 'i');
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const numbers = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})${time}$`, 'i');
const dayFirst = new RegExp(
  String.raw`^${weekday}(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+${month}\.?,?[\s-]+(\d{4})${time}$`,
  'i',
);
const monthFirst = new RegExp(
  String.raw`^${weekday}${month}\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`,
  'i',
);

/**
 * The possible dates of a text: one for a date, several for an ambiguous one, none for other text.
 */
export type Readings = readonly string[];

/**
 * Reads dates as people and other software write them, each as ISO 8601 without checking whether
 * the day exists: `20 November 2026`, `Nov 20, 2026 10:30 PM`, `20.11.2026`, `2026/11/20`. Numbers
 * between slashes or dashes may start with the day or the month: `05/11/2026` has two readings.
 */
export function readUsualDate(text: string): Readings {
  const iso = (year = '', monthNumber = '', day = '', ...clock: readonly (string | undefined)[]) =>
    `${year}-${monthNumber.padStart(2, '0')}-${day.padStart(2, '0')}${clockOf(clock)}`;
  const numberOf = (name = '') => String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1);

  const first = yearFirst.exec(text);
  if (first) return [iso(first[1], first[3], first[4], ...first.slice(5))];
  const digits = compact.exec(text);
  if (digits) return [iso(digits[1], digits[2], digits[3])];
  const day = dayFirst.exec(text);
  if (day) return [iso(day[3], numberOf(day[2]), day[1], ...day.slice(4))];
  const named = monthFirst.exec(text);
  if (named) return [iso(named[3], numberOf(named[1]), named[2], ...named.slice(4))];
  const plain = numbers.exec(text);
  if (!plain) return [];
  const [, one = '', separator, other = '', year, ...clock] = plain;
  const asDayFirst = iso(year, other, one, ...clock);
  // With dots, nobody writes the month first.
  if (separator === '.' || Number(one) > 12 || one === other) return [asDayFirst];
  const asMonthFirst = iso(year, one, other, ...clock);
  return Number(other) > 12 ? [asMonthFirst] : [asDayFirst, asMonthFirst];
}

function clockOf([clock, half, zone]: readonly (string | undefined)[]): string {
  if (clock === undefined) return '';
  const [hours = '', ...rest] = clock.split(':');
  const isAfternoon = half?.toLowerCase().startsWith('p') ?? false;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0);
  const utc = zone !== undefined && /^(?:GMT|UTC|Z)$/i.test(zone) ? 'Z' : (zone ?? '');
  return `T${[String(hour).padStart(2, '0'), ...rest].join(':')}${utc}`;
}
