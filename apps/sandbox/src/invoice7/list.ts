import type { SiteInvoices, SiteInvoice, SiteListFilter } from '../store/site-invoices.ts';
import { phpInt, phpNumber } from './php/numbers.ts';
import { zonedSeconds, zonedTime } from './php/zoned-time.ts';

/** A sort column that the database doesn't know: the list returns the SQL error with status 500. */
export class SortRefusal extends Error {
  constructor(column: string) {
    // Observed with MariaDB 10.11. A bare dot is a different SQL error; the same text here is a
    // guess.
    super(`SQLSTATE[42S22]: Column not found: 1054 Unknown column '${column}' in 'ORDER BY'`);
    this.name = 'SortRefusal';
  }
}

/** A fatal PHP error: the response is a Drupal page with status 500. */
export class ListFailure extends Error {
  override readonly name = 'ListFailure';
}

const customer = (member: string) => `customer ->> '${member}' collate nocase`;
/**
 * Columns of the tables `n` (node), `ii` (invoice), `c` (customer) and `it` (template). None of
 * them contains `_`: the module removes it from the requested name, so other columns are never
 * found.
 */
const sortColumns: Readonly<Record<string, string>> = {
  'n.nid': 'nid',
  'n.vid': 'nid',
  'n.created': 'created',
  'n.changed': 'changed',
  'n.title': 'title collate nocase',
  'n.uid': 'uid',
  'ii.iid': 'iid',
  'ii.nid': 'nid',
  'ii.prefix': 'prefix collate nocase',
  'ii.description': 'description collate nocase',
  'ii.uid': 'uid',
  'c.cid': 'customer_id',
  'c.firstname': customer('firstname'),
  'c.lastname': customer('lastname'),
  'c.street': customer('street'),
  'c.zipcode': customer('zipcode'),
  'c.city': customer('city'),
  'c.state': customer('state'),
  'c.country': customer('country'),
  'c.description': customer('description'),
  'it.name': 'template collate nocase',
};
/** Columns that work without a table name. */
const bareColumns: Readonly<Record<string, string>> = {
  nid: 'nid',
  vid: 'nid',
  iid: 'iid',
  created: 'created',
  changed: 'changed',
  title: 'title collate nocase',
  prefix: 'prefix collate nocase',
  description: 'description collate nocase',
  uid: 'uid',
  template: 'template collate nocase',
  name: 'template collate nocase',
  cid: 'customer_id',
  firstname: customer('firstname'),
  lastname: customer('lastname'),
  street: customer('street'),
  zipcode: customer('zipcode'),
  city: customer('city'),
  state: customer('state'),
  country: customer('country'),
};

const defaultSize = 15;

/**
 * Returns the requested page of the invoice list.
 *
 * @param options.query the URL parameters; the last of repeated ones counts
 * @param options.now seconds since the Unix epoch
 * @throws {SortRefusal} for an unknown column
 * @throws {ListFailure} for a date that PHP cannot parse
 */
export function listInvoices(options: {
  readonly query: ReadonlyMap<string, string>;
  readonly invoices: SiteInvoices;
  readonly timeZone: string;
  readonly now: number;
}): SiteInvoice[] {
  const { query, invoices, timeZone, now } = options;
  const text = (name: string) => query.get(name) ?? '';
  const filter: SiteListFilter = {
    ...(text('template') !== '' && { template: text('template') }),
    ...(text('customer_number') !== '' && { customerNumber: phpNumber(text('customer_number')) }),
    ...createdBetween({ text, timeZone, now }),
  };
  const size = phpNumber(text('max_results'));
  const limit = size > 0 ? Math.trunc(size) : defaultSize;
  const asked = text('sort').trim() === '' ? 'n.nid' : text('sort').replaceAll(/[^a-z0-9.]/gi, '');
  const orderBy = columnOf(asked);
  if (orderBy === undefined) throw new SortRefusal(asked);
  const pages = Math.ceil(invoices.count(filter) / Math.max(1, limit));
  // Drupal's pager: past the end it returns the last page (observed).
  const page = Math.max(0, Math.min(phpInt(text('page').split(',')[0]), pages - 1));
  const descending = text('order') !== 'asc';
  return invoices.list({ orderBy, descending, limit, offset: page * limit, filter });
}

/** Table names are case-sensitive, column names are not (observed: `N.nid`, `n.NID`). */
function columnOf(asked: string): string | undefined {
  const [table = '', column] = asked.split('.');
  const [columns, name] =
    column === undefined
      ? [bareColumns, table.toLowerCase()]
      : [sortColumns, `${table}.${column.toLowerCase()}`];
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

/** Day range in the site's time zone; missing parts default to today's (observed). */
function createdBetween(options: {
  readonly text: (name: string) => string;
  readonly timeZone: string;
  readonly now: number;
}): SiteListFilter {
  const { text, timeZone, now } = options;
  if (text('year') === '' && text('month') === '' && text('day') === '') return {};
  const today = zonedTime({ at: now, timeZone });
  const part = (name: string, other: number) => {
    if (text(name) === '') return other;
    if (!/^\s*[+-]?\d/.test(text(name))) throw new ListFailure(`${name} is no number`);
    return phpInt(text(name));
  };
  const year = part('year', today.year);
  const month = part('month', today.month);
  const first = part('day', 1);
  const last = part('day', new Date(Date.UTC(year, month, 0)).getUTCDate());
  const at = (day: number, time: { hour: number; minute: number; second: number }) =>
    zonedSeconds({ local: { year, month, day, ...time }, timeZone });
  return {
    createdFrom: at(first, { hour: 0, minute: 0, second: 0 }),
    createdTo: at(last, { hour: 23, minute: 59, second: 59 }),
  };
}
