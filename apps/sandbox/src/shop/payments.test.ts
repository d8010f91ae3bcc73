import { describe, expect, it } from 'vitest';

import { ordinalOf } from '../envoice/activity-types.ts';
import type { Payment } from './content.ts';
import { paymentsAfter } from './payments.ts';

const CreatedOn = '2026-11-20T10:00:00Z';

const after = (...types: string[]) =>
  types.reduce<readonly Payment[]>(
    (payments, name, index) =>
      paymentsAfter({
        payments,
        activity: { Id: index + 1, Type: ordinalOf(name) ?? 99, CreatedOn },
        total: 120.5,
      }),
    [],
  );

describe('paymentsAfter', () => {
  it('has one payment by a gateway, which Paid only confirms', () => {
    expect(after('Created', 'NewPaymentWithStripe', 'Paid')).toEqual([
      {
        Id: 2,
        Amount: 120.5,
        IsAutomatic: true,
        Note: 'Paid with Stripe',
        PaidOn: CreatedOn,
        ReferenceId: 'PAY-2',
        Type: 'Stripe',
      },
    ]);
  });

  it('has a manual payment if it was only marked as paid', () => {
    expect(after('Created', 'Paid')).toMatchObject([{ Amount: 120.5, Type: 'Other' }]);
    expect(after('NewManualPayment', 'Paid')).toMatchObject([{ Id: 1, Type: 'Bank' }]);
  });

  it('removes payments when it is unpaid again', () => {
    expect(after('Paid', 'Unpaid')).toEqual([]);
    expect(after('Paid', 'Unpaid', 'NewPaymentWithPaypal')).toMatchObject([{ Id: 3 }]);
  });

  it('has both payments when it is paid twice', () => {
    expect(after('NewPaymentWithNlb', 'NewPaymentWithNlb')).toMatchObject([
      { Amount: 120.5 },
      { Amount: 120.5 },
    ]);
  });
});
