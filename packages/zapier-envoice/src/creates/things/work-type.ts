import type { Create } from 'zapier-platform-core';

import { workTypeSample } from '../../records/samples-of-things.ts';
import { makeWith, thingCreate } from './thing-create.ts';

export const createWorkType: Create = thingCreate({
  key: 'create_work_type',
  noun: 'Work Type',
  label: 'Create Work Type',
  description: 'Creates a new work type: a type of service or goods for line items.',
  plan: {
    model: 'WorkTypeCreateApiModel',
    resource: 'workType',
    members: [
      {
        member: 'Title',
        field: { required: true, helpText: 'The title of the work type, such as "Brand design".' },
      },
    ],
  },
  write: makeWith('WorkTypeApi_New'),
  read: (client, id) => client.workTypes.get({ id }),
  sample: workTypeSample,
});
