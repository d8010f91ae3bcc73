import type { DrupalInvoice } from './invoice.ts';

/** The module knows `paid` and `unpaid`, and only the exact word counts as `paid`. */
export function isPaid(invoice: Pick<DrupalInvoice, 'pay_status'>): boolean {
  return invoice.pay_status === 'paid';
}
