import { InputError } from '@invoice-relay/core/errors';
import { readTypedWholeNumber, readTypedYesNo } from '@invoice-relay/core/forms';
import type { ListOptions } from '@invoice-relay/drupal-invoice';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readLimit } from '../shared/limit.ts';

/** Which invoices to list. */
export interface ListQuery {
  readonly query: ListOptions;
  /** Maximum number of invoices; null for all. */
  readonly limit: number | null;
  /** Filtered by the node, because the site has no such filter. */
  readonly payStatus: 'paid' | 'unpaid' | null;
}

/** Largest page size to request. */
const largestPage = 500;

/**
 * @throws {InputError} for an unreadable limit or filter; ignoring it would return every invoice
 */
export function readListQuery(options: {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
}): ListQuery {
  const { context, itemIndex } = options;
  const read = (name: string, missing: unknown) =>
    context.getNodeParameter(name, itemIndex, missing) as unknown;
  const all = readTypedYesNo({ value: read('returnAll', false), field: 'Return All' });
  const limit = all ? null : readLimit({ value: read('limit', 50) });
  const filters = read('filters', {}) as IDataObject;
  const text = (name: string) => String(filters[name] ?? '').trim() || undefined;
  const payStatus = readPayStatus(text('payStatus'));
  const sort = read('sort', {}) as IDataObject;
  return {
    limit,
    payStatus,
    query: {
      template: text('template'),
      customerNumber: text('customerNumber'),
      ...readDate(text),
      sort: String(sort['by'] ?? '') || 'n.nid',
      order: sort['order'] === 'asc' ? 'asc' : 'desc',
      pageSize: limit === null || payStatus !== null ? largestPage : Math.min(limit, largestPage),
    },
  };
}

function readPayStatus(text: string | undefined): 'paid' | 'unpaid' | null {
  const given = text?.toLowerCase();
  if (given === undefined) return null;
  if (given === 'paid' || given === 'unpaid') return given;
  throw new InputError({
    field: 'Pay Status',
    problem: `“${text}” is neither paid nor unpaid`,
    fix: 'Choose one of the two, or remove the filter.',
  });
}

function readDate(
  text: (name: string) => string | undefined,
): Pick<ListOptions, 'year' | 'month' | 'day'> {
  const part = (name: string, field: string, least: number, most: number) => {
    const value = text(name);
    // 0 has meant "not set" since version 1.
    const number = value === undefined ? 0 : readTypedWholeNumber({ value, field });
    if (number === 0) return undefined;
    if (number >= least && number <= most) return number;
    const fix = `Enter a whole number from ${least} to ${most}.`;
    throw new InputError({ field, problem: `${number} is out of range`, fix });
  };
  const year = part('year', 'Created in Year', 1970, 9999);
  const month = part('month', 'Created in Month', 1, 12);
  const day = part('day', 'Created on Day', 1, 31);
  if (year === undefined && (month ?? day) !== undefined) throw needed('Created in Year');
  if (month === undefined && day !== undefined) throw needed('Created in Month');
  return { year, month, day };
}

function needed(field: string): InputError {
  return new InputError({
    field,
    problem: 'this is missing',
    fix: 'A month requires a year, and a day requires both: otherwise the site would use its own.',
  });
}
