import { isArray, isObject } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';

import { printedNumber } from '../number/printed-number.ts';
import type {
  DrupalCustomer,
  DrupalInvoice,
  DrupalItem,
  InvoiceHead,
  ListedDrupalInvoice,
} from './invoice.ts';
import { readAmount, readInteger, readObjects, readPercentage, readText } from './read-value.ts';

type Members = Readonly<Record<string, JsonValue>>;

/**
 * Reads a whole invoice from the parsed JSON of a site, with strict types; null if it is not an
 * invoice, such as the list that the module returns if it does not take an id as a number.
 *
 * @param value with numbers as `jsonValue` of core returns them, so that no digit is lost
 * @param options.timeZone IANA, of the site: only needed for prefixes that contain the zone
 */
export function readDrupalInvoice(
  value: JsonValue,
  options: { readonly timeZone?: string | undefined } = {},
): DrupalInvoice | null {
  const id = isObject(value) ? idOf(value) : null;
  if (id === null || !isObject(value) || !Object.hasOwn(value, 'items')) return null;
  const head = readHead(value);
  return {
    ...value,
    id,
    ...head,
    number: printedNumber({
      prefix: head.prefix,
      leadingZeros: head.leading_zeros,
      id,
      created: head.created,
      timeZone: options.timeZone,
    }),
    customer: readCustomer(value['customer']),
    items: readObjects(value['items']).map(readItem),
  };
}

/**
 * Reads the rows of a list; null if it is not a list.
 *
 * @param value with numbers as `jsonValue` of core returns them
 */
export function readDrupalList(value: JsonValue): readonly ListedDrupalInvoice[] | null {
  if (!isArray(value)) return null;
  const rows = value.map((row) => (isObject(row) ? readRow(row) : null));
  return rows.every((row) => row !== null) ? rows : null;
}

function readRow(value: Members): ListedDrupalInvoice | null {
  const id = idOf(value);
  if (id === null) return null;
  const customer = value['customer'];
  return {
    ...value,
    id,
    ...readHead(value),
    number: readText(value['number']),
    customer: isObject(customer)
      ? {
          ...customer,
          customer_number: readText(customer['customer_number']),
          company_name: readText(customer['company_name']),
          firstname: readText(customer['firstname']),
          lastname: readText(customer['lastname']),
        }
      : null,
  };
}

function idOf(value: Members): number | null {
  const id = readInteger(value['id']);
  return id !== null && id > 0 ? id : null;
}

function readHead(value: Members): Omit<InvoiceHead, 'id' | 'number'> {
  return {
    leading_zeros: readInteger(value['leading_zeros']),
    prefix: readText(value['prefix']),
    description: readText(value['description']),
    template: readText(value['template']),
    pay_limit: readInteger(value['pay_limit']),
    pay_status: readText(value['pay_status']),
    extotal: readTotal(value['extotal']),
    inctotal: readTotal(value['inctotal']),
    vattotal: readTotal(value['vattotal']),
    created: readText(value['created']),
    changed: readText(value['changed']),
  };
}

function readTotal(value: JsonValue | undefined): string | null {
  return readAmount(value) || null;
}

function readCustomer(value: JsonValue | undefined): DrupalCustomer | null {
  // No customer: null, or PHP's empty list.
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
    weight: readInteger(value['weight']),
    description: readText(value['description']),
    quantity: readAmount(value['quantity']),
    unitcost: readAmount(value['unitcost']),
    vat: readPercentage(value['vat']),
  };
}
