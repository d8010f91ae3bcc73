import type { Party } from '@invoice-relay/core/models';

import { readId, readText } from './read.ts';
import type { EnvoiceClientDetails, EnvoiceOrderParty } from './vendor-models.ts';

/** The members of a client that have a place in a party. */
export const clientMembers = [
  'Id',
  'Name',
  'Address',
  'Email',
  'PhoneNumber',
  'CompanyRegistrationNumber',
  'Vat',
];

/**
 * Converts a client of Envoice to a party. Envoice stores an address as one text, and a country as
 * its own id, whose code is in `general.countries`: neither is guessed here.
 */
export function toParty(client: EnvoiceClientDetails): Party {
  return {
    id: readId(client.Id),
    name: readText(client.Name),
    companyId: readText(client.CompanyRegistrationNumber),
    taxId: readText(client.Vat),
    ...whereabouts(client),
  };
}

/** The members of the billing or shipping details of an order that have a place in a party. */
export const orderPartyMembers = ['Name', 'Address', 'Email', 'PhoneNumber'];

/** `null` if empty: an order that is not shipped has empty shipping details. */
export function toOrderParty(details: EnvoiceOrderParty | null | undefined): Party | null {
  if (!details) return null;
  const name = readText(details.Name);
  const where = whereabouts(details);
  if (name === null && where.postalAddress === null && where.contact === null) return null;
  return { id: null, name, companyId: null, taxId: null, ...where };
}

function whereabouts(
  from: Pick<EnvoiceOrderParty, 'Address' | 'Email' | 'PhoneNumber'>,
): Pick<Party, 'postalAddress' | 'contact'> {
  const addressLine = readText(from.Address);
  const telephone = readText(from.PhoneNumber);
  const electronicMail = readText(from.Email);
  return {
    postalAddress:
      addressLine === null
        ? null
        : {
            streetName: null,
            buildingNumber: null,
            addressLine,
            cityName: null,
            postalZone: null,
            countrySubentity: null,
            countryCode: null,
            countryName: null,
          },
    contact:
      telephone === null && electronicMail === null
        ? null
        : { name: null, telephone, electronicMail },
  };
}
