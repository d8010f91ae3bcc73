import { readTypedDecimal } from '@invoice-relay/core/forms';
import type { JsonObject, JsonValue } from '@invoice-relay/core/models';

import type { NewDrupalItem } from '../model/index.ts';
import { fieldOf } from './labels.ts';
import type { Labels } from './labels.ts';

/**
 * Converts the values of a form to an item as the API expects it. Empty values are not sent, except
 * for the price and the quantity, which every item has: a site takes one that is missing for 0. A
 * quantity that is not present at all is 1, as in the form; one that is present but empty was meant
 * to be something.
 *
 * @param options.index of the item in its list, from 0
 * @param options.labels if the form has its own labels
 * @throws {InputError} for an amount that is not a number, or a price or a quantity that is empty
 */
export function toNewItem(options: {
  readonly item: JsonObject;
  readonly index: number;
  readonly labels?: Labels;
}): NewDrupalItem {
  const { item, index, labels } = options;
  const { quantity = '1', unitcost, vat, weight, ...rest } = item;
  const amount = (member: string, value: JsonValue | undefined) =>
    readTypedDecimal({
      value,
      field: fieldOf(`items[${index}].${member}`, labels),
      isPercentage: member === 'vat',
    });
  return {
    ...rest,
    ...(isGiven(weight) && { weight: weight as NewDrupalItem['weight'] }),
    quantity: amount('quantity', quantity),
    unitcost: amount('unitcost', unitcost),
    ...(isGiven(vat) && { vat: amount('vat', vat) }),
  };
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
