import type { Party } from '@invoice-relay/core/models';

/** Formats a party like an address block, line by line, omitting unknown parts. */
export function partyLines(party: Party): readonly string[] {
  const { name, postalAddress: address, contact, taxId, companyId } = party;
  const street = joined(' ', [address?.streetName, address?.buildingNumber]);
  const city = joined(' ', [address?.postalZone, address?.cityName]);
  const country = address?.countryName ?? address?.countryCode;
  return [
    name ?? contact?.name,
    name === null ? null : contact?.name,
    address?.addressLine,
    street,
    city,
    address?.countrySubentity,
    country,
    contact?.electronicMail,
    contact?.telephone,
    labelled('Tax number', taxId),
    labelled('Company number', companyId),
  ].filter((line): line is string => line !== null && line !== undefined && line !== '');
}

function joined(separator: string, parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(separator);
}

function labelled(label: string, text: string | null): string {
  return text === null || text === '' ? '' : `${label} ${text}`;
}
