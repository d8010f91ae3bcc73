import type { EnvoiceModel } from '@invoice-relay/envoice';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { estimateRecord, readEstimate } from '../../records/documents.ts';
import { estimateSample } from '../../records/samples.ts';
import { haltWhenRefused } from '../halt-when-refused.ts';
import { writeStep } from '../write-step.ts';
import { emailMembers } from './email-members.ts';
import { requireEmail } from './require-email.ts';
import { estimateSubject, readSubject, subjectFields } from './subject.ts';

const plan: FormPlan = {
  model: 'SendEstimationToClientApiModel',
  resource: 'estimation',
  members: emailMembers,
};

export const sendEstimate = writeStep({
  key: 'send_estimate',
  noun: 'Estimate',
  label: 'Send Estimate to Client',
  description: 'Sends an estimate to its client by email.',
  inputFields: [
    ...subjectFields(estimateSubject, { helpText: 'The estimate that is to be sent.' }),
    ...inputFieldsOf(plan),
  ],
  sample: { ...estimateSample, sent: true },
  async perform({ run, client, lists }) {
    const id = await readSubject({ run, lists }, estimateSubject);
    const body = (await readForm({
      run,
      plan,
      lists,
    })) as EnvoiceModel<'SendEstimationToClientApiModel'>;
    const estimation = await client.exact.estimations.get({ id });
    requireEmail(run, estimation);
    await haltWhenRefused({
      run,
      ask: () => client.estimations.sendToClient({ ...body, EstimationId: id }),
      mend: 'Look at the estimate in Envoice, and at the email address of its client.',
    });
    const sent = await afterWriting(() => readEstimate(client, id), estimateRecord(estimation));
    return { ...sent, sent: true };
  },
});
