import type { EnvoiceModel } from '@invoice-relay/envoice';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { readInvoice } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { haltWhenRefused } from '../halt-when-refused.ts';
import { writeStep } from '../write-step.ts';
import { invoiceSubject, readSubject, subjectFields } from './subject.ts';

const plan: FormPlan = {
  model: 'ChangeStatusApiModel',
  resource: 'invoice',
  members: [
    {
      member: 'Status',
      field: {
        required: true,
        helpText: 'The new status of the invoice. A void invoice no longer counts.',
      },
    },
  ],
};

export const changeInvoiceStatus = writeStep({
  key: 'change_invoice_status',
  noun: 'Invoice',
  label: 'Change Invoice Status',
  description: 'Changes the status of an invoice, for example to paid or void.',
  inputFields: [
    ...subjectFields(invoiceSubject, { helpText: 'The invoice whose status to change.' }),
    ...inputFieldsOf(plan),
  ],
  plan,
  sample: invoiceSample,
  async perform({ run, client, lists }) {
    const id = await readSubject({ run, lists }, invoiceSubject);
    const { Status } = (await readForm({
      run,
      plan,
      lists,
    })) as EnvoiceModel<'ChangeStatusApiModel'>;
    const isChanged = await haltWhenRefused({
      run,
      ask: () => client.invoices.changeStatus({ Id: id, Status: Status! }),
      fix: 'Check the invoice’s status in Envoice: not every status change is allowed.',
    });
    if (!isChanged) {
      throw new run.z.errors.HaltedError(
        `Envoice did not change the status to ${Status} and did not say why. Check the invoice in Envoice.`,
      );
    }
    return afterWriting(() => readInvoice({ client, lists }, id), {
      id: String(id),
      status: Status!.toLowerCase(),
    });
  },
});
