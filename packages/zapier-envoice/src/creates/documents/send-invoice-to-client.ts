import type { EnvoiceModel } from '@invoice-relay/envoice';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { invoiceRecord, readInvoice } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { haltWhenRefused } from '../halt-when-refused.ts';
import { writeStep } from '../write-step.ts';
import { emailMembers } from './email-members.ts';
import { requireEmail } from './require-email.ts';
import { invoiceSubject, readSubject, subjectFields } from './subject.ts';

const plan: FormPlan = {
  model: 'SendInvoiceToClientApiModel',
  resource: 'invoice',
  members: emailMembers,
};

export const sendInvoiceToClient = writeStep({
  key: 'send_invoice_to_client',
  noun: 'Invoice',
  label: 'Send Invoice to Client',
  description: 'Sends an invoice to its client by email.',
  inputFields: [
    ...subjectFields(invoiceSubject, { helpText: 'The invoice that is to be sent.' }),
    ...inputFieldsOf(plan),
  ],
  sample: { ...invoiceSample, sent: true },
  async perform({ run, client, lists }) {
    const id = await readSubject({ run, lists }, invoiceSubject);
    const body = (await readForm({
      run,
      plan,
      lists,
    })) as EnvoiceModel<'SendInvoiceToClientApiModel'>;
    const invoice = await client.exact.invoices.get({ id });
    requireEmail(run, invoice);
    await haltWhenRefused({
      run,
      ask: () => client.invoices.sendToClient({ ...body, InvoiceId: id }),
      mend: 'Look at the invoice in Envoice, and at the email address of its client.',
    });
    const sent = await afterWriting(() => readInvoice(client, id), invoiceRecord(invoice));
    return { ...sent, sent: true };
  },
});
