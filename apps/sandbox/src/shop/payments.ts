import { activityTypes } from '../envoice/activity-types.ts';
import { addAmounts } from './amounts.ts';
import type { Payment } from './content.ts';

/** Of an activity, what a payment is made from: the members of its record. */
export interface PaymentActivity {
  readonly Id: number;
  readonly Type: number;
  readonly CreatedOn: string;
}

/**
 * The payments of an invoice after one more activity. A payment pays what is open, or all of it
 * when nothing is: the vendor's activities do not name amounts. `Unpaid` takes all of them back.
 */
export function paymentsAfter(options: {
  readonly payments: readonly Payment[];
  readonly activity: PaymentActivity;
  /** Of the invoice, with tax. */
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
  // Somebody said that it is paid, and not by what.
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
