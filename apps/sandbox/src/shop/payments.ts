import { activityTypes } from '../envoice/activity-types.ts';
import { addAmounts } from './amounts.ts';
import type { Payment } from './content.ts';

/** The members of an activity's record that a payment is created from. */
export interface PaymentActivity {
  readonly Id: number;
  readonly Type: number;
  readonly CreatedOn: string;
}

/**
 * Returns the payments of an invoice after one more activity. A payment covers the open amount, or
 * the total if nothing is open: the vendor's activities don't contain amounts. `Unpaid` removes
 * all.
 */
export function paymentsAfter(options: {
  readonly payments: readonly Payment[];
  readonly activity: PaymentActivity;
  /** Total of the invoice, including tax. */
  readonly total: number;
}): readonly Payment[] {
  const { payments, activity, total } = options;
  const name = activityTypes[activity.Type]?.name;
  if (name === undefined) return payments;
  if (name === 'Unpaid') return [];
  const open = addAmounts(total, ...payments.map(({ Amount }) => -Amount));
  const gateway = /^NewPaymentWith(.+)$/.exec(name)?.[1];
  if (gateway !== undefined || name === 'NewManualPayment') {
    const paid = { amount: open > 0 ? open : total, type: gateway ?? 'Bank' };
    return [...payments, payment({ activity, ...paid, automatic: gateway !== undefined })];
  }
  // Marked as paid, without a payment method.
  if (name === 'Paid' && open > 0) {
    return [...payments, payment({ activity, amount: open, type: 'Other', automatic: false })];
  }
  return payments;
}

function payment(options: {
  readonly activity: PaymentActivity;
  readonly amount: number;
  readonly type: string;
  readonly automatic: boolean;
}): Payment {
  const { activity, amount, type, automatic } = options;
  return {
    Id: activity.Id,
    Amount: amount,
    IsAutomatic: automatic,
    Note: automatic ? `Paid with ${type}` : 'Entered by hand',
    PaidOn: activity.CreatedOn,
    ReferenceId: `PAY-${activity.Id}`,
    Type: type,
  };
}
