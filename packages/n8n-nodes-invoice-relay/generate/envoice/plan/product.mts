import type { ResourcePlan } from './types.mts';

const computedOfProduct = ['SubTotalAmount', 'TaxAmount', 'TotalAmount'];

export const productPlan: ResourcePlan = {
  value: 'product',
  name: 'Product',
  article: 'a product',
  list: 'product',
  operations: [
    {
      value: 'create',
      name: 'Create',
      action: 'Create product',
      description: 'Create a new product in the store',
      api: 'ProductApi_New',
      required: ['Name'],
      shown: ['Items'],
      rest: 'additionalFields',
      omit: computedOfProduct,
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete product',
      description: 'Delete a product permanently',
      api: 'ProductApi_Delete',
      subject: true,
    },
    {
      value: 'get',
      name: 'Get',
      action: 'Get product',
      description: 'Retrieve a product with its items, coupons and discounts',
      api: 'ProductApi_Details',
      subject: true,
      simplify: true,
    },
    {
      value: 'getAll',
      name: 'Get Many',
      action: 'Get many products',
      description: 'Retrieve a list of products',
      api: 'ProductApi_All',
      many: true,
      rowFilters: ['search', 'status'],
      simplify: true,
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update product',
      description: 'Update a product: fields that are not given stay unchanged',
      api: 'ProductApi_Update',
      subject: true,
      rest: 'updateFields',
      omit: computedOfProduct,
    },
  ],
};
