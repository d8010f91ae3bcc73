import type { JsonObject, Party } from '@invoice-relay/core/models';

import { asId, asObjects, present } from './references.ts';
import type { EnvoiceClientCreate, EnvoiceClientUpdate } from './vendor-models.ts';

/** What Envoice stores of a client beyond a party. Its guide requires the three ids. */
export interface ClientDetails {
  /** From `general.currencies`. */
  readonly currencyId?: number | undefined;
  /** From `general.countries`. */
  readonly countryId?: number | undefined;
  /** From `general.uiLanguages`. */
  readonly uiLanguageId?: number | undefined;
}

export interface FromPartyOptions {
  readonly party: Party;
  readonly details?: ClientDetails | undefined;
  /** `extensions.envoice.Client` of the document that the party came with. */
  readonly kept?: JsonObject | undefined;
}

/** Converts a party to the input of `clients.create`. A structured address becomes one text. */
export function fromParty({
  party,
  details = {},
  kept = {},
}: FromPartyOptions): EnvoiceClientCreate {
  const emails = asObjects(kept['AdditionalEmails']).flatMap(({ Email }) =>
    typeof Email === 'string' ? [{ Email }] : [],
  );
  return present({
    Name: party.name,
    Address: addressText(party),
    Email: party.contact?.electronicMail,
    PhoneNumber: party.contact?.telephone,
    CompanyRegistrationNumber: party.companyId,
    Vat: party.taxId,
    AdditionalEmails: emails.length === 0 ? undefined : emails,
    ClientCurrencyId: details.currencyId ?? asId(kept['ClientCurrencyId']),
    ClientCountryId: details.countryId ?? asId(kept['ClientCountryId']),
    UiLanguageId: details.uiLanguageId ?? asId(kept['UiLanguageId']),
    DefaultDueDateInDays: asId(kept['DefaultDueDateInDays']),
  });
}

/** Converts a party that came from Envoice to the input of `clients.update`. */
export function fromPartyUpdate(options: FromPartyOptions): EnvoiceClientUpdate {
  return present({ ...fromParty(options), Id: asId(options.party.id ?? undefined) });
}

function addressText({ postalAddress: address }: Party): string | null {
  if (address === null || address.addressLine !== null) return address?.addressLine ?? null;
  const parts = [
    [address.streetName, address.buildingNumber],
    [address.postalZone, address.cityName],
    [address.countrySubentity],
    [address.countryName ?? address.countryCode],
  ].map((words) => words.filter((word) => word !== null).join(' '));
  return parts.filter((part) => part !== '').join(', ') || null;
}
