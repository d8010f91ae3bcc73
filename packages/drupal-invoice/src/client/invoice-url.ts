import { siteUrl } from '../base-url.ts';
import { DrupalInputError } from '../model/index.ts';
import type { ListOptions } from './options.ts';

/** The formats in which the module returns an invoice. */
export type InvoiceFormat = 'json' | 'html' | 'pdf';

/** The URL of one invoice. */
export function invoiceUrl(options: {
  readonly baseUrl: string;
  readonly format: InvoiceFormat;
  readonly id: number;
}): string {
  const { baseUrl, format, id } = options;
  return siteUrl({ baseUrl, path: `invoice/api/invoice.${format}/${id}` });
}

/** The URL that new invoices are sent to, and that of the list. */
export function invoicesUrl(baseUrl: string, query: Readonly<Record<string, string>> = {}): string {
  return siteUrl({ baseUrl, path: 'invoice/api/invoice.json', query });
}

/** The maximum of MySQL's INT, in which the module stores bare numbers. */
export const highestId = 4_294_967_295;

/**
 * Reads a bare number. The module reads anything else as PHP reads a number, and may respond with
 * another invoice, or with a list.
 *
 * @throws {DrupalInputError}
 */
export function readId({ call, id }: { readonly call: string; readonly id: unknown }): number {
  const text = typeof id === 'number' ? String(id) : typeof id === 'string' ? id.trim() : '';
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= highestId) return number;
  throw new DrupalInputError(
    `${call} needs the id of an invoice: its bare number, such as 7. invoices.resolve finds it by ` +
      'the printed number, such as 20260007.',
    { member: 'id', expected: 'id' },
  );
}

/** The largest page allowed: a site would take minutes to produce a larger one. */
const largestPage = 100_000;

/** @throws {DrupalInputError} */
export function listQuery(
  options: ListOptions & { readonly page: number },
): Readonly<Record<string, string>> {
  const { template, customerNumber, year, month, day, sort, order, pageSize = 100, page } = options;
  check('pageSize', pageSize, 1, largestPage);
  check('year', year, 1970, 9999);
  check('month', month, 1, 12);
  check('day', day, 1, 31);
  if ((month !== undefined && year === undefined) || (day !== undefined && month === undefined)) {
    throw new DrupalInputError(
      'invoices.list needs a year with a month, and both with a day: otherwise the site uses its current date.',
      { member: month === undefined ? 'month' : 'year', expected: 'integer' },
    );
  }
  if (sort !== undefined && !/^[a-z]\w*(?:\.\w+)?$/i.test(sort)) {
    throw new DrupalInputError('sort must be the name of a column, such as n.changed.', {
      member: 'sort',
      expected: 'text',
    });
  }
  const query = {
    max_results: pageSize,
    page,
    sort,
    order: order === 'asc' ? 'asc' : order,
    template,
    customer_number: customerNumber,
    year,
    month,
    day,
  };
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
  );
}

function check(member: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most)) {
    return;
  }
  throw new DrupalInputError(`${member} must be a whole number from ${least} to ${most}.`, {
    member,
    expected: 'integer',
  });
}
