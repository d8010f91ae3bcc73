import type { ResourcePlan } from './types.mts';

export const taxPlan: ResourcePlan = {
  value: 'tax',
  name: 'Tax',
  article: 'a tax',
  list: 'tax',
  operations: [
    {
      value: 'create',
      name: 'Create',
      action: 'Create tax',
      description: 'Create a new tax',
      api: 'TaxApi_New',
      required: ['Name', 'Percentage'],
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete tax',
      description: 'Delete a tax permanently',
      api: 'TaxApi_Delete',
      subject: true,
    },
    {
      value: 'getAll',
      name: 'Get Many',
      action: 'Get many taxes',
      description: 'Retrieve a list of taxes',
      api: 'TaxApi_All',
      many: true,
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update tax',
      description: 'Update a tax: fields that are not given stay unchanged',
      api: 'TaxApi_Update',
      subject: true,
      rest: 'updateFields',
    },
  ],
};
