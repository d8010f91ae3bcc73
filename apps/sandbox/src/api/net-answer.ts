import { formatNetDate, withOffset } from '../envoice/net-date.ts';

const utcDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/;

/**
 * Converts the dates of a response to local times: the vendor's guide shows `+01:00` and `+00:00`.
 * Activities also get `CreatedOn`, which the description does not have: a guess, so that clients
 * can compare the clocks of webhooks and API.
 *
 * @param options.createdOn returns the time of an activity in ticks (100 ns since the Unix epoch)
 */
export function withLocalTimes(options: {
  readonly value: unknown;
  readonly offset: string;
  readonly createdOn: (activityId: number) => bigint | undefined;
}): unknown {
  const { value, offset, createdOn } = options;
  if (typeof value === 'string') return utcDate.test(value) ? withOffset(value, offset) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withLocalTimes({ ...options, value: item }));
  }
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => [
    name,
    name === 'Activities' && Array.isArray(member)
      ? member.map((activity: { readonly Id: number }) => {
          const ticks = createdOn(activity.Id);
          return ticks === undefined
            ? activity
            : { ...activity, CreatedOn: withOffset(formatNetDate(ticks), offset) };
        })
      : withLocalTimes({ ...options, value: member }),
  ]);
  return Object.fromEntries(members) as unknown;
}

/** The members that are doubles on the vendor's side. Ids and counts are integers. */
const double = /("\w*(?:Amount|Cost|Price|Quantity|Percentage)":)(-?\d[\d.e+-]*)/g;

/** Formats doubles in JSON as Newtonsoft.Json does: `100.0`, `1E+21`, `1E-07`. */
export function withNetNumbers(json: string): string {
  return json.replaceAll(double, (_, name: string, number: string) => name + netNumber(number));
}

function netNumber(number: string): string {
  const [, digits = number, sign, exponent = ''] = /^([^e]+)e([+-]?)(\d+)$/.exec(number) ?? [];
  if (exponent !== '') return `${digits}E${sign || '+'}${exponent.padStart(2, '0')}`;
  return digits.includes('.') ? digits : `${digits}.0`;
}
