import type { EnvoiceResponse } from '@invoice-relay/envoice';

import { lookThrough } from '../listing/look-through.ts';
import type { LoadPage } from '../listing/page-order.ts';
import { productSample } from '../records/samples-of-things.ts';
import { thingRecord } from '../records/things.ts';
import { exactFirst, isSameText } from './same-text.ts';
import { searchFor, textIn, wholeOf } from './search.ts';

export const findProduct = searchFor({
  key: 'find_product',
  noun: 'Product',
  label: 'Find Product',
  description: 'Finds a product by its name, with its items, coupons and discounts.',
  inputFields: [
    {
      key: 'name',
      label: 'Name',
      type: 'string',
      required: true,
      helpText: 'The full name. Case does not matter.',
    },
  ],
  async find({ run, client }) {
    const name = textIn(run.input, 'name');
    const load: LoadPage<EnvoiceResponse<'ProductDetailsApiModel'>> = (page) =>
      client.products.list(page);
    const found = await lookThrough({
      load,
      things: 'products',
      fits: ({ Name }) => isSameText(Name, name),
    });
    const rows = exactFirst(found, ({ Name }) => Name === name);
    const whole = await wholeOf(rows, (id) => client.products.get({ id }));
    return whole.map((one) => thingRecord(one, productSample));
  },
  sample: productSample,
});
