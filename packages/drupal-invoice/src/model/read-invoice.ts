import { isObject } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';

import type { DrupalCustomer, DrupalInvoice, DrupalItem } from './invoice.ts';
import { readAmount, readInteger, readObjects, readPercentage, readText } from './read-value.ts';

/** Of all invoices whose answer has no such member; that of one without any item is another list. */
const untoldItems: readonly DrupalItem[] = Object.freeze([]);

/**
 * Whether an invoice, as `readDrupalInvoice` gave it, tells which items it has. Of one that does
 * not, nobody knows the totals.
 */
export function tellsItems({ items }: Pick<DrupalInvoice, 'items'>): boolean {
  return items !== untoldItems;
}

type Members = Readonly<Record<string, JsonValue>>;

/**
 * An invoice from the value of a site's JSON, with strict types; null when the value is no object,
 * and so no invoice.
 *
 * @param value with numbers as `jsonValue` of core gives them, so that no digit is lost
 */
export function readDrupalInvoice(value: JsonValue): DrupalInvoice | null {
  if (!isObject(value)) return null;
  return {
    ...value,
    leading_zeros: readInteger(value['leading_zeros']),
    prefix: readText(value['prefix']),
    description: readText(value['description']),
    template: readText(value['template']),
    pay_limit: readInteger(value['pay_limit']),
    pay_status: readText(value['pay_status']),
    customer: readCustomer(value['customer']),
    items: Object.hasOwn(value, 'items') ? readObjects(value['items']).map(readItem) : untoldItems,
  };
}

function readCustomer(value: JsonValue | undefined): DrupalCustomer | null {
  // Nobody: null, or PHP's empty list.
  if (!isObject(value) || Object.keys(value).length === 0) return null;
  return {
    ...value,
    customer_number: readText(value['customer_number']),
    company_name: readText(value['company_name']),
    firstname: readText(value['firstname']),
    lastname: readText(value['lastname']),
    street: readText(value['street']),
    building_number: readText(value['building_number']),
    zipcode: readText(value['zipcode']),
    city: readText(value['city']),
    state: readText(value['state']),
    country: readText(value['country']),
    coc_number: readText(value['coc_number']),
    vat_number: readText(value['vat_number']),
    description: readText(value['description']),
  };
}

function readItem(value: Members): DrupalItem {
  return {
    ...value,
    description: readText(value['description']),
    quantity: readAmount(value['quantity']),
    unitcost: readAmount(value['unitcost']),
    vat: readPercentage(value['vat']),
  };
}
