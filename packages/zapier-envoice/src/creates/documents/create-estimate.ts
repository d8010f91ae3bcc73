import type { EnvoiceModel } from '@invoice-relay/envoice';
import { requireLines } from '@invoice-relay/envoice/forms';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { estimateRecord, idOfCreated, readEstimate, recordOrId } from '../../records/documents.ts';
import { estimateSample } from '../../records/samples.ts';
import { writeStep } from '../write-step.ts';
import { externalAttachments } from './attachments.ts';
import {
  attachments,
  client,
  currency,
  issueDate,
  lines,
  notes,
  number,
  paymentGateways,
  purchaseOrderNumber,
  terms,
} from './bill-members.ts';
import { withClientCurrency } from './client-currency.ts';
import { haltWhenTaken } from './halt-when-taken.ts';

const plan: FormPlan = {
  model: 'EstimationCreateApiModel',
  resource: 'estimation',
  members: [
    client,
    currency,
    lines,
    {
      member: 'Status',
      field: {
        default: 'Draft',
        helpText:
          'The initial status of the estimate. A draft is open until the client accepts or rejects it.',
      },
    },
    issueDate,
    {
      member: 'ExpiresOn',
      field: {
        helpText: 'The last day on which it can be accepted. The time of day is ignored.',
      },
    },
    number,
    purchaseOrderNumber,
    terms,
    notes,
    paymentGateways,
    {
      member: 'ClonedFromId',
      field: {
        helpText: 'An estimate to copy values from for fields that are empty here.',
      },
    },
    attachments,
  ],
};

export const createEstimate = writeStep({
  key: 'create_estimate',
  noun: 'Estimate',
  label: 'Create Estimate',
  description: 'Creates an estimate for a client, with line items, taxes and discounts.',
  inputFields: inputFieldsOf(plan),
  plan,
  sample: estimateSample,
  async perform({ run, client: envoice, lists }) {
    const given = externalAttachments(await readForm({ run, plan, lists }));
    requireLines({ resource: plan.resource, body: given });
    const body = await withClientCurrency({ body: given, client: envoice });
    const made = await haltWhenTaken({
      run,
      noun: 'estimate',
      number: body['Number'],
      load: (page) => envoice.estimations.list(page),
      make: () =>
        envoice.exact.estimations.create(body as EnvoiceModel<'EstimationCreateApiModel'>),
    });
    const id = idOfCreated(made);
    return afterWriting(
      () => readEstimate({ client: envoice, lists }, id),
      recordOrId(id, () => estimateRecord(made)),
    );
  },
});
