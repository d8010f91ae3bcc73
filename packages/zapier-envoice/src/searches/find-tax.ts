import { readTypedNumber } from '@invoice-relay/core/forms';

import { newestFirst } from '../listing/page-order.ts';
import { taxSample } from '../records/samples-of-things.ts';
import { thingRecord } from '../records/things.ts';
import { exactFirst, isSameText } from './same-text.ts';
import { searchFor, textIn } from './search.ts';

export const findTax = searchFor({
  key: 'find_tax',
  noun: 'Tax',
  label: 'Find Tax',
  description: 'Finds a tax by its name, its percentage, or both.',
  inputFields: [
    {
      key: 'name',
      label: 'Name',
      type: 'string',
      required: false,
      helpText: 'The full name, such as VAT. Case does not matter.',
    },
    {
      key: 'percentage',
      label: 'Percentage',
      type: 'number',
      required: false,
      helpText: 'The rate in percent, such as 21 or 8.1.',
    },
  ],
  async find({ run, client }) {
    const name = textIn(run.input, 'name');
    const percentage = textIn(run.input, 'percentage');
    const rate =
      percentage === undefined
        ? undefined
        : readTypedNumber({ value: percentage, field: 'Percentage', isPercentage: true });
    const found = (await client.taxes.list()).filter(
      ({ Name, Percentage }) =>
        (name === undefined || isSameText(Name, name)) &&
        (rate === undefined || Percentage === rate),
    );
    return exactFirst(newestFirst(found), ({ Name }) => Name === name).map((one) =>
      thingRecord(one, taxSample),
    );
  },
  sample: taxSample,
});
