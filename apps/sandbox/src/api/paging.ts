import type { Call } from './handler.ts';
import { badRequest } from './validation.ts';

/** The page size in the vendor's guide. */
const defaultSize = 10;
const largestSize = 1_000;

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/**
 * Returns the requested page. Pages start at 1: the vendor doesn't document it, and its guide only
 * shows the first page.
 *
 * @throws {Problem} 400 for an invalid page
 */
export function pageOf(call: Call): Page {
  const page = (call.query['queryOptions.page'] ?? 1) as number;
  const size = (call.query['queryOptions.pageSize'] ?? defaultSize) as number;
  const errors = [];
  if (page < 1) errors.push({ field: 'queryOptions.page', message: 'begins at 1' });
  if (size < 1 || size > largestSize) {
    errors.push({ field: 'queryOptions.pageSize', message: `must be from 1 to ${largestSize}` });
  }
  if (errors.length > 0) throw badRequest({ operation: call.operation, errors });
  return { limit: size, offset: (page - 1) * size };
}

/** Builds a page in the vendor's format. */
export function listResult(options: {
  readonly total: number;
  readonly rows: readonly unknown[];
}): unknown {
  return {
    TotalCount: options.total,
    Count: options.rows.length,
    Result: options.rows,
    IsFaulted: false,
    ErrorMessages: [],
  };
}
