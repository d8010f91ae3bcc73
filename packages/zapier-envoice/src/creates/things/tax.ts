import type { Create } from 'zapier-platform-core';

import { taxSample } from '../../records/samples-of-things.ts';
import { makeWith, thingCreate } from './thing-create.ts';

export const createTax: Create = thingCreate({
  key: 'create_tax',
  noun: 'Tax',
  label: 'Create Tax',
  description: 'Creates a new tax for line items.',
  plan: {
    model: 'TaxCreateApiModel',
    resource: 'tax',
    members: [
      { member: 'Name', field: { required: true, helpText: 'The name of the tax, such as VAT.' } },
      {
        member: 'Percentage',
        field: { required: true, helpText: 'The rate in percent, such as 21 or 8.1.' },
      },
    ],
  },
  write: makeWith('TaxApi_New'),
  async read(client, id) {
    // Envoice has no endpoint for a single tax.
    const tax = (await client.taxes.list()).find(({ Id }) => Id === id);
    if (tax === undefined) throw new Error(`Envoice does not list tax ${id}`);
    return tax;
  },
  sample: taxSample,
});
