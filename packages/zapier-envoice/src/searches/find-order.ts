import type { EnvoiceResponse } from '@invoice-relay/envoice';

import { readOrder } from '../records/documents.ts';
import { orderSample } from '../records/samples.ts';
import { documentSearch, statusFilter } from './find-document.ts';
import { isSameText } from './same-text.ts';

export const findOrder = documentSearch<EnvoiceResponse<'OrderDetailsApiModel'>>({
  key: 'find_order',
  noun: 'Order',
  description:
    'Finds an order by its ID, or the newest ones by name, buyer email or status, with line items.',
  list: 'order',
  idKey: 'order_id',
  filters: [
    {
      field: {
        key: 'name',
        label: 'Order Name',
        type: 'string',
        required: false,
        helpText: 'The full name, which is usually the product’s name.',
      },
      isSame: ({ Name }, value) => isSameText(Name, value),
      isExact: ({ Name }, value) => Name === value,
    },
    {
      field: {
        key: 'buyer_email',
        label: 'Buyer Email',
        type: 'string',
        required: false,
        helpText: 'The email address that the buyer entered.',
      },
      isSame: ({ OrderBillingDetails }, value) => isSameText(OrderBillingDetails?.Email, value),
    },
    statusFilter({ noun: 'Order', model: 'OrderDetailsApiModel' }),
  ],
  load: (client) => (page) => client.orders.list(page),
  get: (client, id) => client.orders.get({ id }),
  read: readOrder,
  sample: orderSample,
});
