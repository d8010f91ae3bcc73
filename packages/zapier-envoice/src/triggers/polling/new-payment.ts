import type { Invoice, Payment } from '@invoice-relay/core/models';
import { toInvoice, withListedNames, withNames } from '@invoice-relay/envoice';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import { createAccountLists } from '@invoice-relay/envoice/forms';
import { foundBy } from '@invoice-relay/zapier-kit';

import { documentRecord } from '../../records/documents.ts';
import { vendorInvoice, vendorNames } from '../../records/vendor-samples.ts';
import { maxExamined, newestInvoices } from './listed-invoices.ts';
import { marginOf, pollingTrigger } from './polling-trigger.ts';

/** How many invoices are read whole per poll: only those contain payments. */
const maxRead = 20;
/** How many at a time, so that Envoice does not get too many requests. */
const atOnce = 5;

export const newPayment = pollingTrigger({
  key: 'new_payment',
  noun: 'Payment',
  label: 'New Payment',
  description: 'Triggers when a payment for one of the newest invoices is recorded.',
  about: `Envoice lists no payments, so Zapier reads the newest ${maxRead} invoices that are paid, or may be partly paid, every few minutes. Payments of older invoices do not start the Zap. **New Paid Invoice** checks the newest ${maxExamined}; with an Invoice Relay, **Payment Received** starts the Zap instantly and misses none.`,
  async list(client, run) {
    const listed = await newestInvoices(client, { most: maxExamined });
    // Whole invoices take a request each, so the first poll of a Zap does not read many more.
    const most = marginOf(run) === 0 ? maxRead : 2 * maxRead;
    const invoices = await readWhole(client, listed.filter(mayHavePayments).slice(0, most));
    return invoices
      .flatMap((invoice) =>
        invoice.payments.map((payment, index) => paymentRecord({ invoice, payment, index })),
      )
      .toSorted((one, other) => Number(other.id) - Number(one.id) || 0);
  },
  sample: paymentSample(),
});

/** According to the list: for a partial payment it only says that there may be one. */
function mayHavePayments({ status, extensions }: Invoice): boolean {
  if (status === 'paid') return true;
  const isOpen = status === 'unpaid' || status === 'overdue';
  return isOpen && extensions['envoice']?.['EnablePartialPayments'] === true;
}

async function readWhole(
  client: EnvoiceClient,
  listed: readonly Invoice[],
): Promise<readonly Invoice[]> {
  const lists = createAccountLists(client);
  const whole: Invoice[] = [];
  for (let start = 0; start < listed.length; start += atOnce) {
    const read = listed.slice(start, start + atOnce).map(({ id }) =>
      foundBy(async () => {
        const invoice = toInvoice(await client.exact.invoices.get({ id: Number(id) }));
        return withListedNames(invoice, lists);
      }),
    );
    whole.push(...(await Promise.all(read)).flat());
  }
  return whole;
}

function paymentRecord(options: {
  readonly invoice: Invoice;
  readonly payment: Payment;
  readonly index: number;
}) {
  const { invoice, payment, index } = options;
  const { id, ...flat } = documentRecord({ kind: 'invoice', document: invoice, link: null });
  return {
    id: payment.id ?? `${id}-${index + 1}`,
    amount: payment.paidAmount,
    paid_date: payment.paidDate,
    payment_method: payment.paymentMeans,
    payment_reference: payment.instructionId,
    payment_note: payment.note,
    invoice_id: id,
    ...flat,
  };
}

function paymentSample() {
  const invoice = withNames(toInvoice(vendorInvoice('Paid')), vendorNames);
  return paymentRecord({ invoice, payment: invoice.payments[0]!, index: 0 });
}
