import type { Invoice, JsonObject, JsonValue } from '@invoice-relay/core/models';

/**
 * Ids of Envoice that a canonical document cannot know, for one that comes from elsewhere. For one
 * that came from Envoice they are in its extensions, and these go before those.
 */
export interface EnvoiceReferences {
  /** The client who is billed. */
  readonly clientId?: number | undefined;
  /** From `general.currencies`. */
  readonly currencyId?: number | undefined;
  /** What every line is: from `workTypes.list`. */
  readonly workTypeId?: number | undefined;
}

/** What `extensions.envoice` holds; `null` for a document that did not come from Envoice. */
export function keptExtensions(document: Pick<Invoice, 'extensions'>): JsonObject | null {
  return document.extensions['envoice'] ?? null;
}

export function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

export function asObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

/** A whole number above zero, as all ids of Envoice are. */
export function asId(value: JsonValue | undefined): number | undefined {
  const id = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** Members that have a value: what is null or not there is not sent. */
export function present<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], null | undefined> } {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  ) as never;
}
