import type { EnvoiceAnswer } from '@invoice-relay/envoice';
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
  description: 'Creates a link under which somebody can pay an amount, without an invoice.',
  plan: {
    model: 'PaymentLink',
    resource: 'paymentLink',
    members: [
      {
        member: 'ClientId',
        field: {
          altersDynamicFields: true,
          helpText: 'Who is to pay, when it is one of your clients.',
        },
      },
      {
        member: 'CurrencyId',
        field: {
          // Codes are not numbers.
          type: 'string',
          helpText:
            'What is paid in; the currency of the client when you leave it empty. A code such as EUR will do, too.',
        },
      },
      {
        member: 'Items',
        members: [
          {
            member: 'Cost',
            field: { required: true, helpText: 'The price of one, without tax, such as 50.' },
          },
          {
            member: 'Quantity',
            field: { helpText: 'How many, such as 2 or 1.5. It is 1 when you leave it empty.' },
          },
          { member: 'DiscountPercentage', field: { helpText: 'In percent, from 0 to 100.' } },
          { member: 'TaxId', field: { helpText: 'One of the taxes of your account.' } },
          {
            member: 'TaxPercentage',
            field: { helpText: 'The tax in percent, such as 21, where you pick none above.' },
          },
          {
            member: 'WorkTypeId',
            field: { helpText: 'What it is for: a kind of service or goods.' },
          },
        ],
      },
      {
        member: 'Number',
        field: { helpText: 'Your own number for it. Envoice gives the next one when it is empty.' },
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
    const load: LoadPage<EnvoiceAnswer<'PaymentLink'>> = (page) => client.paymentLinks.list(page);
    const newest = await newestOf({ load, things: 'payment links' });
    const found = newest.find(({ Id }) => Id === id);
    if (found === undefined) throw new Error(`Envoice does not list payment link ${id}`);
    return found;
  },
  sample: paymentLinkSample,
});
