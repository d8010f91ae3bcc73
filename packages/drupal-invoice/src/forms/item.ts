import type { JsonObject, JsonValue } from '@invoice-relay/core/models';

import type { NewDrupalItem } from '../model/index.ts';
import { amountText } from './amount.ts';

/**
 * An item as the API takes it, of what a form has. What is empty is not sent, but for the price,
 * which every item has.
 */
export function toNewItem({ quantity, unitcost, vat, ...rest }: JsonObject): NewDrupalItem {
  return {
    ...rest,
    ...(isGiven(quantity) && { quantity: amountText(quantity) }),
    unitcost: amountText(unitcost),
    ...(isGiven(vat) && { vat: amountText(vat) }),
  };
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
