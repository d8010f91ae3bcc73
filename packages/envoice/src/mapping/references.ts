import type { Invoice, JsonObject, JsonValue } from '@invoice-relay/core/models';

/**
 * Ids of Envoice that a canonical document cannot contain, for one that comes from elsewhere. A
 * document that came from Envoice has them in its extensions; these override them.
 */
export interface EnvoiceReferences {
  /** The client to bill. */
  readonly clientId?: number | undefined;
  /** From `general.currencies`. */
  readonly currencyId?: number | undefined;
  /** The work type of every line: from `workTypes.list`. */
  readonly workTypeId?: number | undefined;
}

/** The content of `extensions.envoice`; `null` for a document that did not come from Envoice. */
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

/** A positive integer, like all ids of Envoice. */
export function asId(value: JsonValue | undefined): number | undefined {
  const id = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** The members with a value: null and missing ones are not sent. */
export function present<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], null | undefined> } {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  ) as never;
}
