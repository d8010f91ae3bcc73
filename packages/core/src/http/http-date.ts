const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const time = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})`;
const month = `(?<month>${months.join('|')})`;
const shortDay = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const longDay = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';

/** The three date formats of HTTP; senders use the first. The last has no time zone. */
const formats = [
  new RegExp(String.raw`^${shortDay}, (?<day>\d{2}) ${month} (?<year>\d{4}) ${time} GMT$`),
  new RegExp(String.raw`^${longDay}, (?<day>\d{2})-${month}-(?<year>\d{2}) ${time} GMT$`),
  new RegExp(String.raw`^${shortDay} ${month} (?<day>[ \d]\d) ${time} (?<year>\d{4})$`),
];

/**
 * Parses an HTTP date (RFC 9110, section 5.6.7). `Date.parse` alone accepts far more: it takes `-5`
 * for a month, and the 31st of February for a day in March.
 *
 * @param options.now epoch milliseconds: a two-digit year is at most 50 years after it
 * @returns epoch milliseconds; null for anything else
 */
export function readHttpDate(options: {
  readonly text: string;
  readonly now: number;
}): number | null {
  const { text, now } = options;
  const parts = formats.map((format) => format.exec(text)?.groups).find((found) => found);
  if (parts === undefined) return null;
  const number = (name: string) => Number(parts[name]);
  const [day, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map(number) as [
    number,
    number,
    number,
    number,
  ];
  const year = parts['year']!.length === 2 ? fullYear(number('year'), now) : number('year');
  // Date.UTC treats years below 100 differently.
  const date = new Date(0);
  date.setUTCFullYear(year, months.indexOf(parts['month']!), day);
  // A leap second is written as 60.
  const isTime = hour < 24 && minute < 60 && second <= 60;
  if (date.getUTCDate() !== day || !isTime) return null;
  return date.setUTCHours(hour, minute, second);
}

/** The year that ends in these two digits, from 49 years ago to 50 years ahead. */
function fullYear(ending: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + ending;
  if (year > thisYear + 50) return year - 100;
  return year <= thisYear - 50 ? year + 100 : year;
}
