import { describe, expect, it } from 'vitest';

import { type DocumentKind, ordinalOf } from './activity-types.ts';
import { firstStatus, mayChange, statusAfter } from './statuses.ts';

const after = (kind: DocumentKind, ...types: string[]) =>
  types.reduce(
    (status, name) => statusAfter({ kind, status, type: ordinalOf(name) ?? 99 }),
    firstStatus[kind],
  );

describe('statusAfter', () => {
  it.each([
    ['invoice', ['Created'], 'Unpaid'],
    ['invoice', ['Draft', 'Updated'], 'Draft'],
    ['invoice', ['Draft', 'SentViaEmail'], 'Unpaid'],
    ['invoice', ['Created', 'NewPaymentWithStripe', 'Paid', 'SentViaEmail'], 'Paid'],
    ['invoice', ['Created', 'Overdue', 'Paid', 'Unpaid'], 'Unpaid'],
    ['invoice', ['Created', 'Void', 'EstimationAccepted', 'nobody knows'], 'Void'],
    ['order', ['OrderCreated'], 'PendingPayment'],
    ['order', ['OrderCreated', 'ChangeStatus', 'OrderUpdated', 'ChangeStatus'], 'Shipped'],
    ['order', Array.from({ length: 9 }, () => 'ChangeStatus'), 'Completed'],
    ['estimation', ['EstimationCreated', 'EstimationViewed'], 'Draft'],
    ['estimation', ['EstimationCreated', 'EstimationRejected'], 'Rejected'],
  ] as const)('%s after %j is %s', (kind, types, status) => {
    expect(after(kind, ...types)).toBe(status);
  });
});

describe('mayChange', () => {
  it.each([
    ['invoice', 'Draft', 'Paid', true],
    ['invoice', 'Paid', 'Unpaid', true],
    ['invoice', 'Paid', 'Draft', false],
    ['invoice', 'Void', 'Unpaid', false],
    ['estimation', 'Accepted', 'Rejected', true],
    ['order', 'Processing', 'Refunded', true],
    ['order', 'Cancelled', 'Processing', false],
  ] as const)('%s from %s to %s: %s', (kind, from, to, may) => {
    expect(mayChange({ kind, from, to })).toBe(may);
  });
});
