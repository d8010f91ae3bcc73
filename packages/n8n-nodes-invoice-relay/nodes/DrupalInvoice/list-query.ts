import type { ListOptions } from '@invoice-relay/drupal-invoice';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What of the list is wanted. */
export interface ListQuery {
  readonly query: ListOptions;
  /** How many invoices at most; null for all. */
  readonly limit: number | null;
  /** Only those; the site cannot be asked for it. */
  readonly payStatus: 'paid' | 'unpaid' | null;
}

/** The most that one request asks for. */
const largestPage = 500;

export function readListQuery(options: {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
}): ListQuery {
  const { context, itemIndex } = options;
  const read = (name: string, missing: unknown) =>
    context.getNodeParameter(name, itemIndex, missing) as unknown;
  const limit = read('returnAll', false) === true ? null : Number(read('limit', 50));
  const filters = read('filters', {}) as IDataObject;
  const text = (name: string) => String(filters[name] ?? '').trim() || undefined;
  const number = (name: string) => Number(filters[name] ?? 0) || undefined;
  const payStatus = text('payStatus');
  const sort = read('sort', {}) as IDataObject;
  return {
    limit,
    payStatus: payStatus === 'paid' || payStatus === 'unpaid' ? payStatus : null,
    query: {
      template: text('template'),
      customerNumber: text('customerNumber'),
      year: number('year'),
      month: number('month'),
      day: number('day'),
      sort: String(sort['by'] ?? '') || 'n.nid',
      order: sort['order'] === 'asc' ? 'asc' : 'desc',
      pageSize:
        limit === null || payStatus !== undefined ? largestPage : Math.min(limit, largestPage),
    },
  };
}
