import type { Address, Party } from '@invoice-relay/core/models';

import type { DrupalCustomer } from '../model/index.ts';
import { countryCode } from './country.ts';
import { readText } from './read.ts';

/** Converts the customer of an invoice to its buyer: a company with a contact, or a person. */
export function toParty(customer: DrupalCustomer): Party {
  const person = personName(customer);
  return {
    id: readText(customer.customer_number),
    name: readText(customer.company_name) ?? person,
    companyId: readText(customer.coc_number),
    taxId: readText(customer.vat_number),
    postalAddress: toAddress(customer),
    contact: person === null ? null : { name: person, telephone: null, electronicMail: null },
  };
}

/** The first and last name joined; null if there is neither. */
export function personName(
  customer: Pick<DrupalCustomer, 'firstname' | 'lastname'>,
): string | null {
  const names = [readText(customer.firstname), readText(customer.lastname)];
  return names.filter((name) => name !== null).join(' ') || null;
}

function toAddress(customer: DrupalCustomer): Address | null {
  const countryName = readText(customer.country);
  const address = {
    streetName: readText(customer.street),
    buildingNumber: readText(customer.building_number),
    addressLine: null,
    cityName: readText(customer.city),
    postalZone: readText(customer.zipcode),
    countrySubentity: readText(customer.state),
    countryCode: countryName === null ? null : countryCode(countryName),
    countryName,
  };
  return Object.values(address).every((part) => part === null) ? null : address;
}
