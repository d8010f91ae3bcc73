import type { Estimate, Invoice, JsonObject, Line, Order, Party } from '@invoice-relay/core/models';

import { readList, readText } from './read.ts';
import { asId, asObject, asObjects, keptExtensions } from './references.ts';

/** From `general.countries`. */
export interface EnvoiceCountry {
  readonly Id?: number | null;
  readonly Name?: string | null;
  /** The code: `NL`. */
  readonly Value?: string | null;
}

/** From `workTypes.list`. */
export interface EnvoiceWorkType {
  readonly Id?: number | null;
  readonly Title?: string | null;
}

/** What Envoice names in separate lists. */
export interface EnvoiceNames {
  readonly countries?: readonly EnvoiceCountry[];
  readonly workTypes?: readonly EnvoiceWorkType[];
}

/** Reads these lists. Each is passed the ids that it is read for. */
export interface NameLists {
  countries(ids: readonly number[]): Promise<readonly EnvoiceCountry[]>;
  workTypes(ids: readonly number[]): Promise<readonly EnvoiceWorkType[]>;
}

/**
 * Adds the names of what a document of Envoice only has as ids, from the lists that it refers to;
 * none from a list that cannot be read. Never rejects.
 */
export async function withListedNames<Document extends Invoice | Order | Estimate>(
  document: Document,
  lists: NameLists,
): Promise<Document> {
  const { country, workTypes } = referencesOf(document);
  const workTypeIds = [...new Set(workTypes.filter((id) => id !== undefined))];
  const [countries, titles] = await Promise.all([
    country === undefined ? [] : lists.countries([country]).catch(() => []),
    workTypeIds.length === 0 ? [] : lists.workTypes(workTypeIds).catch(() => []),
  ]);
  return withNames(document, { countries, workTypes: titles });
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
  const country = readList(names.countries).find(
    ({ Id }) => countryId !== undefined && asId(Id) === countryId,
  );
  const titles = new Map(
    readList(names.workTypes).map(({ Id, Title }) => [asId(Id), readText(Title)]),
  );
  const nameOf = (id: number | undefined) => (id === undefined ? null : (titles.get(id) ?? null));
  const named = (lines: readonly Line[]) =>
    lines.map((line, index) => ({
      ...line,
      name: line.name ?? nameOf(workTypes[index]),
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

function withCountry(buyer: Party, { Name, Value }: EnvoiceCountry): Party {
  const code = readText(Value)?.trim().toUpperCase() ?? '';
  const address = buyer.postalAddress ?? noAddress;
  return {
    ...buyer,
    postalAddress: {
      ...address,
      countryCode: address.countryCode ?? (/^[A-Z]{2}$/.test(code) ? code : null),
      countryName: address.countryName ?? readText(Name),
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
