import { InputError } from '@invoice-relay/core/errors';
import { readTypedWholeNumber } from '@invoice-relay/core/forms';
import { timezoneOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

import { listedDocument, listedDocuments } from '../../records/listed.ts';
import { invoiceSampleOf } from '../../records/samples.ts';
import { maxExamined, newestInvoices } from './listed-invoices.ts';
import { marginOf, pollingTrigger } from './polling-trigger.ts';

const looks = `Zapier checks the newest ${maxExamined} invoices every few minutes. Changes to older ones do not start the Zap.`;

export const newPaidInvoice = pollingTrigger({
  key: 'new_paid_invoice',
  noun: 'Paid Invoice',
  label: 'New Paid Invoice',
  description: 'Triggers when an invoice is paid, within the minutes that Zapier takes to check.',
  about: `${looks} Each invoice starts it once, when it is paid in full. It comes without line items and payments: the step **Find Invoice** gets them by ID. With an Invoice Relay, **Invoice Paid** starts the Zap instantly and misses none.`,
  async list(client, run) {
    const invoices = await newestInvoices(client, { most: maxExamined, margin: marginOf(run) });
    const paid = invoices.filter(({ status }) => status === 'paid');
    return listedDocuments({ client, kind: 'invoice', documents: paid });
  },
  sample: listedDocument(invoiceSampleOf('Paid'), 'invoice'),
});

const daysField = {
  key: 'days',
  label: 'Days Overdue',
  type: 'integer',
  required: true,
  default: '1',
  helpText:
    'The number of days after its due date that an unpaid invoice starts the Zap: 1 is the day after. Create a Zap for each reminder, for example with 7 and with 14.',
} as const;

/** The id of an invoice includes its due date, so that a new due date may be missed as well. */
export const invoiceOverdueByDays = pollingTrigger({
  key: 'invoice_overdue_by_days',
  noun: 'Overdue Invoice',
  label: 'Invoice Overdue by Days',
  description: 'Triggers when an invoice is still unpaid some days after its due date.',
  about: `${looks} A day begins at midnight in the time zone of the Zap. The ID of the invoice is in **Invoice ID**. An invoice starts the Zap again if its due date is moved and passes again. It comes without line items: the step **Find Invoice** gets them.`,
  inputFields: [daysField],
  async list(client, run) {
    const days = daysIn(run);
    const today = dayIn(timezoneOf(run.bundle));
    const invoices = await newestInvoices(client, { most: maxExamined, margin: marginOf(run) });
    const late = invoices.filter(
      ({ status, dueDate }) =>
        (status === 'unpaid' || status === 'overdue') &&
        dueDate !== null &&
        daysBetween(dueDate, today) >= days,
    );
    const records = await listedDocuments({ client, kind: 'invoice', documents: late });
    return records.map((record, index) => {
      const dueDate = late[index]!.dueDate!;
      return overdueRecord({ record, dueDate, today });
    });
  },
  sample: overdueRecord({
    record: listedDocument(invoiceSampleOf('Overdue'), 'invoice'),
    dueDate: '2026-11-16',
    today: '2026-11-23',
  }),
});

function overdueRecord(options: {
  readonly record: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly dueDate: string;
  readonly today: string;
}) {
  const { record, dueDate, today } = options;
  const { id, ...others } = record;
  return {
    id: `${id}-${dueDate}`,
    invoice_id: id,
    days_overdue: daysBetween(dueDate, today),
    ...others,
  };
}

function daysIn({ input }: Run): number {
  const days = readTypedWholeNumber({ value: input['days'] ?? 1, field: daysField.label });
  if (days >= 0) return days;
  throw new InputError({
    field: daysField.label,
    problem: `${days} is before the due date`,
    fix: 'Use 0 or more.',
  });
}

/** Today's date in that time zone: `2026-11-20`. */
function dayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000));
}
