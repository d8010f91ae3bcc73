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
        helpText: 'The status that the invoice has from now on. A void invoice counts no more.',
      },
    },
  ],
};

export const changeInvoiceStatus = writeStep({
  key: 'change_invoice_status',
  noun: 'Invoice',
  label: 'Change Invoice Status',
  description: 'Changes the status of an invoice, such as to paid or void.',
  inputFields: [
    ...subjectFields(invoiceSubject, { helpText: 'The invoice whose status is to be changed.' }),
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
      fix: 'Look at the status that the invoice has in Envoice: not every status can follow every other.',
    });
    if (!isChanged) {
      throw new run.z.errors.HaltedError(
        `Envoice did not change the status to ${Status}, and does not say why. Look at the invoice in Envoice.`,
      );
    }
    return afterWriting(() => readInvoice({ client, lists }, id), {
      id: String(id),
      status: Status!.toLowerCase(),
    });
  },
});
