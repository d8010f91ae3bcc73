import type { EnvoiceResponse } from '@invoice-relay/envoice';
import { requireLines } from '@invoice-relay/envoice/forms';
import type { Create } from 'zapier-platform-core';

import { newestOf } from '../../listing/newest.ts';
import type { LoadPage } from '../../listing/page-order.ts';
import { withClientCurrency } from '../documents/client-currency.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { paymentLinkSample } from '../../records/samples-of-things.ts';
import { makeWith, thingCreate } from './thing-create.ts';

const make = makeWith('PaymentLinkApi_New');

export const createPaymentLink: Create = thingCreate({
  key: 'create_payment_link',
  noun: 'Payment Link',
  label: 'Create Payment Link',
  description: 'Creates a link to pay an amount without an invoice.',
  plan: {
    model: 'PaymentLink',
    resource: 'paymentLink',
    members: [
      {
        member: 'ClientId',
        field: {
          altersDynamicFields: true,
          helpText: 'The client who pays, if it is one of yours.',
        },
      },
      {
        member: 'CurrencyId',
        field: {
          // Codes are not numbers.
          type: 'string',
          helpText:
            'The currency of the payment. Defaults to the client’s currency. A code such as EUR also works.',
        },
      },
      {
        member: 'Items',
        members: [
          {
            member: 'Cost',
            field: { required: true, helpText: 'The price per unit without tax, such as 50.' },
          },
          {
            member: 'Quantity',
            field: { helpText: 'The quantity, such as 2 or 1.5. Defaults to 1.' },
          },
          { member: 'DiscountPercentage', field: { helpText: 'In percent, from 0 to 100.' } },
          { member: 'TaxId', field: { helpText: 'One of your account’s taxes.' } },
          {
            member: 'TaxPercentage',
            field: { helpText: 'The tax in percent, such as 21, if you pick no tax above.' },
          },
          {
            member: 'WorkTypeId',
            field: { helpText: 'The type of service or goods.' },
          },
        ],
      },
      {
        member: 'Number',
        field: {
          helpText: 'Your own number for it. Leave empty to let Envoice assign the next one.',
        },
      },
    ],
  },
  async write(writing) {
    requireLines({ resource: 'paymentLink', body: writing.given });
    const { client } = writing;
    const given = await withClientCurrency({ body: writing.given, client });
    const { id, body } = await make({ ...writing, given });
    const link = await afterWriting(() => writing.client.paymentLinks.uri({ id }), { Link: null });
    return { id, body: { ...body, Link: link.Link ?? null } };
  },
  async read(client, id) {
    // Envoice has no endpoint for a single payment link.
    const load: LoadPage<EnvoiceResponse<'PaymentLink'>> = (page) => client.paymentLinks.list(page);
    const newest = await newestOf({ load, things: 'payment links' });
    const found = newest.find(({ Id }) => Id === id);
    if (found === undefined) throw new Error(`Envoice does not list payment link ${id}`);
    return found;
  },
  sample: paymentLinkSample,
});
