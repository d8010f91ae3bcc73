import type { ResourcePlan } from './types.mts';

export const invoiceCategoryPlan: ResourcePlan = {
  value: 'invoiceCategory',
  name: 'Invoice Category',
  article: 'an invoice category',
  list: 'invoiceCategory',
  operations: [
    {
      value: 'create',
      name: 'Create',
      action: 'Create invoice category',
      description: 'Create a new invoice category',
      api: 'InvoiceApi_NewCategory',
      required: ['Name'],
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete invoice category',
      description: 'Delete an invoice category permanently',
      api: 'InvoiceApi_DeleteCategory',
      subject: true,
    },
    {
      value: 'getAll',
      name: 'Get Many',
      action: 'Get many invoice categories',
      description: 'Retrieve a list of invoice categories',
      api: 'InvoiceApi_AllCategories',
      many: true,
      filters: 'filters',
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update invoice category',
      description: 'Rename an invoice category',
      api: 'InvoiceApi_UpdateCategory',
      subject: true,
      required: ['Name'],
    },
  ],
};
