import { activityTypes, type DocumentKind } from './activity-types.ts';

/** The statuses of each kind, in the order of the description. */
export const statuses = {
  invoice: ['Draft', 'Paid', 'Unpaid', 'Overdue', 'Void'],
  estimation: ['Draft', 'Accepted', 'Rejected'],
  order: [
    'PendingPayment',
    'Processing',
    'Shipped',
    'Completed',
    'OnHold',
    'Cancelled',
    'Refunded',
    'Failed',
  ],
} as const satisfies Readonly<Record<DocumentKind, readonly string[]>>;

/** The status of a document with no history. */
export const firstStatus: Readonly<Record<DocumentKind, string>> = {
  invoice: 'Unpaid',
  order: 'PendingPayment',
  estimation: 'Draft',
};

const sets: Readonly<Record<string, string>> = {
  Draft: 'Draft',
  Cloned: 'Draft',
  Paid: 'Paid',
  Unpaid: 'Unpaid',
  Overdue: 'Overdue',
  Void: 'Void',
  EstimationDraft: 'Draft',
  EstimationCloned: 'Draft',
  EstimationAccepted: 'Accepted',
  EstimationRejected: 'Rejected',
};

/** The next status of an order when an activity only says that its status changed. */
const orderPath: Readonly<Record<string, string>> = {
  PendingPayment: 'Processing',
  Processing: 'Shipped',
  Shipped: 'Completed',
  OnHold: 'Processing',
};

/** Returns the status of a document after an activity. */
export function statusAfter(options: {
  readonly kind: DocumentKind;
  readonly status: string;
  readonly type: number;
}): string {
  const { kind, status } = options;
  const type = activityTypes[options.type];
  if (type === undefined || type.about !== kind) return status;
  if (kind === 'order') {
    return type.name === 'ChangeStatus' ? (orderPath[status] ?? status) : status;
  }
  // A document that has been sent to a client is no longer a draft.
  const sent = type.name === 'SentViaEmail' || type.name === 'SentViaSms';
  if (sent && status === 'Draft') return 'Unpaid';
  return sets[type.name] ?? status;
}

/** The status changes available to the account owner. Statuses not listed are final. */
const changes: Readonly<Record<DocumentKind, Readonly<Record<string, readonly string[]>>>> = {
  invoice: {
    Draft: ['Paid', 'Unpaid', 'Overdue', 'Void'],
    Unpaid: ['Draft', 'Paid', 'Overdue', 'Void'],
    Overdue: ['Paid', 'Unpaid', 'Void'],
    // A mistaken payment has to be reverted first.
    Paid: ['Unpaid', 'Void'],
  },
  estimation: {
    Draft: ['Accepted', 'Rejected'],
    Accepted: ['Draft', 'Rejected'],
    Rejected: ['Draft', 'Accepted'],
  },
  order: Object.fromEntries(
    statuses.order
      .filter((status) => status !== 'Cancelled' && status !== 'Refunded')
      .map((status) => [status, statuses.order]),
  ),
};

export function mayChange(options: {
  readonly kind: DocumentKind;
  readonly from: string;
  readonly to: string;
}): boolean {
  return changes[options.kind][options.from]?.includes(options.to) ?? false;
}
