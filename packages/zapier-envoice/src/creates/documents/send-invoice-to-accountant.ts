import { afterWriting } from '../../records/after-writing.ts';
import { readInvoice } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { haltWhenRefused } from '../halt-when-refused.ts';
import { writeStep } from '../write-step.ts';
import { invoiceSubject, readSubject, subjectFields } from './subject.ts';

export const sendInvoiceToAccountant = writeStep({
  key: 'send_invoice_to_accountant',
  noun: 'Invoice',
  label: 'Send Invoice to Accountant',
  description: 'Sends an invoice to your account’s accountant by email.',
  inputFields: subjectFields(invoiceSubject, {
    helpText: 'The invoice to send. The accountant’s address is in your Envoice account settings.',
  }),
  sample: { ...invoiceSample, sent: true },
  async perform({ run, client, lists }) {
    const id = await readSubject({ run, lists }, invoiceSubject);
    await haltWhenRefused({
      run,
      ask: () => client.invoices.sendToAccountant({ Id: id }),
      fix: 'Check the invoice in Envoice and the accountant in its account settings.',
    });
    const sent = await afterWriting(() => readInvoice({ client, lists }, id), { id: String(id) });
    return { ...sent, sent: true };
  },
});
