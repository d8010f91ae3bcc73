import type { Estimate, Invoice, JsonObject, Line, Order, Party } from '@invoice-relay/core/models';

import { asId, asObject, asObjects, keptExtensions } from './references.ts';

/** What Envoice names in separate lists: from `general.countries` and `workTypes.list`. */
export interface EnvoiceNames {
  readonly countries?: readonly {
    readonly Id?: number | null;
    readonly Name?: string | null;
    /** The code: `NL`. */
    readonly Value?: string | null;
  }[];
  readonly workTypes?: readonly { readonly Id?: number | null; readonly Title?: string | null }[];
}

/** Which of these lists a document refers to. */
export interface NamesWanted {
  readonly countries: boolean;
  readonly workTypes: boolean;
}

/** Which lists {@link withNames} would use, so that none is requested in vain. */
export function namesWanted(document: Invoice | Order | Estimate): NamesWanted {
  const { country, workTypes } = referencesOf(document);
  return {
    countries: country !== undefined,
    workTypes: workTypes.some((id) => id !== undefined),
  };
}

/**
 * Adds the names of what a document of Envoice only has as ids: the country of its buyer, and the
 * titles of work types as the names of its lines.
 */
export function withNames<Document extends Invoice | Order | Estimate>(
  document: Document,
  names: EnvoiceNames,
): Document {
  const { country: countryId, workTypes } = referencesOf(document);
  const country = names.countries?.find(({ Id }) => countryId !== undefined && Id === countryId);
  const titles = new Map(names.workTypes?.map(({ Id, Title }) => [Id, Title]));
  const named = (lines: readonly Line[]) =>
    lines.map((line, index) => ({
      ...line,
      name: line.name ?? titles.get(workTypes[index]) ?? null,
    }));
  return {
    ...document,
    buyer: document.buyer && country ? withCountry(document.buyer, country) : document.buyer,
    ...('invoiceLines' in document && { invoiceLines: named(document.invoiceLines) }),
    ...('orderLines' in document && { orderLines: named(document.orderLines) }),
    ...('estimateLines' in document && { estimateLines: named(document.estimateLines) }),
  };
}

function referencesOf(document: Invoice | Order | Estimate) {
  const own: JsonObject = keptExtensions(document as Invoice) ?? {};
  return {
    country:
      asId(asObject(own['Client'])['ClientCountryId']) ??
      asId(asObject(own['OrderBillingDetails'])['CountryId']),
    workTypes: asObjects(own['Items']).map(({ WorkTypeId }) => asId(WorkTypeId)),
  };
}

function withCountry(
  buyer: Party,
  { Name, Value }: NonNullable<EnvoiceNames['countries']>[number],
): Party {
  const code = Value?.trim().toUpperCase() ?? '';
  const address = buyer.postalAddress ?? noAddress;
  return {
    ...buyer,
    postalAddress: {
      ...address,
      countryCode: address.countryCode ?? (/^[A-Z]{2}$/.test(code) ? code : null),
      countryName: address.countryName ?? Name ?? null,
    },
  };
}

const noAddress = {
  streetName: null,
  buildingNumber: null,
  addressLine: null,
  cityName: null,
  postalZone: null,
  countrySubentity: null,
  countryCode: null,
  countryName: null,
};
