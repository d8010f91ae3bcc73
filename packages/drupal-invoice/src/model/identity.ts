import type { DrupalInvoice } from './invoice.ts';

/** The module knows `paid` and `unpaid`, and takes nothing but the exact word for the first. */
export function isPaid(invoice: Pick<DrupalInvoice, 'pay_status'>): boolean {
  return invoice.pay_status === 'paid';
}
