import type { JsonObject, Party } from '@invoice-relay/core/models';

import type { NewDrupalCustomer } from '../model/index.ts';
import { textOf } from './extensions.ts';
import { personName } from './party.ts';

/**
 * Converts a buyer to the customer of an invoice.
 *
 * @param options.number of the customer; the id of the buyer is one only if it is of the site
 * @param options.kept what the extensions of the invoice say about the customer
 */
export function fromParty(options: {
  readonly party: Party;
  readonly number: number | string | null;
  readonly kept: JsonObject;
}): NewDrupalCustomer {
  const { party, number, kept } = options;
  const address = party.postalAddress;
  const names = namesOf(options);
  return {
    customer_number: number,
    company_name: party.name === personName(names) ? null : party.name,
    ...names,
    street: address?.streetName ?? address?.addressLine ?? null,
    building_number: address?.buildingNumber ?? null,
    zipcode: address?.postalZone ?? null,
    city: address?.cityName ?? null,
    state: address?.countrySubentity ?? null,
    country: address?.countryName ?? address?.countryCode ?? null,
    coc_number: party.companyId,
    vat_number: party.taxId,
    description: textOf(kept['description']),
  };
}

interface Names {
  readonly firstname: string | null;
  readonly lastname: string | null;
}

/**
 * The names as the site had them if they are unchanged; otherwise the last word is the last name.
 */
function namesOf(options: { readonly party: Party; readonly kept: JsonObject }): Names {
  const { party, kept } = options;
  const had = { firstname: textOf(kept['firstname']), lastname: textOf(kept['lastname']) };
  const person = party.contact?.name?.trim() || null;
  if (person === null || person === personName(had)) {
    return person === null ? { firstname: null, lastname: null } : had;
  }
  const words = person.split(/\s+/);
  return { firstname: words.slice(0, -1).join(' ') || null, lastname: words.at(-1) ?? null };
}
