import { readTypedDecimal } from '@invoice-relay/core/forms';
import type { JsonObject, JsonValue } from '@invoice-relay/core/models';

import type { NewDrupalItem } from '../model/index.ts';
import { fieldOf } from './labels.ts';
import type { Labels } from './labels.ts';

/**
 * An item as the API takes it, of what a form has. What is empty is not sent, but for the price,
 * which every item has.
 *
 * @param options.index of the item in its list, from 0
 * @param options.labels where the form has words of its own
 * @throws {InputError} for an amount that is none
 */
export function toNewItem(options: {
  readonly item: JsonObject;
  readonly index: number;
  readonly labels?: Labels;
}): NewDrupalItem {
  const { item, index, labels } = options;
  const { quantity, unitcost, vat, weight, ...rest } = item;
  const amount = (member: string, value: JsonValue | undefined) =>
    readTypedDecimal({
      value,
      field: fieldOf(`items[${index}].${member}`, labels),
      isPercentage: member === 'vat',
    });
  return {
    ...rest,
    ...(isGiven(weight) && { weight: weight as NewDrupalItem['weight'] }),
    ...(isGiven(quantity) && { quantity: amount('quantity', quantity) }),
    unitcost: amount('unitcost', unitcost),
    ...(isGiven(vat) && { vat: amount('vat', vat) }),
  };
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
