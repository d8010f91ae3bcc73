import type { InvoiceStatus } from '@invoice-relay/core/models';

/**
 * The canonical status for a `pay_status`: the module has `paid` and `unpaid`, and nothing else.
 */
export function readStatus(pay_status: string | null): InvoiceStatus | null {
  return pay_status === 'paid' || pay_status === 'unpaid' ? pay_status : null;
}

/**
 * The `pay_status` for a canonical status. Draft and void have no counterpart: undefined leaves the
 * site's value unchanged.
 */
export function writeStatus(status: InvoiceStatus | null): string | undefined {
  const wanted = status === 'overdue' ? 'unpaid' : status;
  return wanted === 'paid' || wanted === 'unpaid' ? wanted : undefined;
}
