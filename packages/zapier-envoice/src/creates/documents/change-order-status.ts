import type { EnvoiceModel } from '@invoice-relay/envoice';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { readOrder } from '../../records/documents.ts';
import { orderSample } from '../../records/samples.ts';
import { haltWhenRefused } from '../halt-when-refused.ts';
import { writeStep } from '../write-step.ts';
import { orderSubject, readSubject, subjectFields } from './subject.ts';

const plan: FormPlan = {
  model: 'ChangeOrderStatusApiModel',
  resource: 'order',
  members: [
    {
      member: 'Status',
      field: { required: true, helpText: 'The new status of the order.' },
    },
    { member: 'Reason', field: { type: 'text', helpText: 'The reason for the change.' } },
  ],
};

export const changeOrderStatus = writeStep({
  key: 'change_order_status',
  noun: 'Order',
  label: 'Change Order Status',
  description: 'Changes the status of an order, for example to shipped or completed.',
  inputFields: [
    ...subjectFields(orderSubject, { helpText: 'The order whose status to change.' }),
    ...inputFieldsOf(plan),
  ],
  plan,
  sample: orderSample,
  async perform({ run, client, lists }) {
    const id = await readSubject({ run, lists }, orderSubject);
    const body = await readForm({ run, plan, lists });
    await haltWhenRefused({
      run,
      ask: () =>
        client.orders.changeStatus({
          ...(body as EnvoiceModel<'ChangeOrderStatusApiModel'>),
          Id: id,
        }),
      fix: 'Check the order’s status in Envoice: not every status change is allowed.',
    });
    return afterWriting(() => readOrder({ client, lists }, id), { id: String(id) });
  },
});
