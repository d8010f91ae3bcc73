import { isArray, isObject, setMember } from '@invoice-relay/core/json';
import type { Invoice, JsonObject, JsonValue } from '@invoice-relay/core/models';

/** The name under which an invoice keeps what its site says beyond the canonical model. */
export const extensionName = 'drupal-invoice';

/**
 * Returns what an object of the site says beyond the canonical model: every member except those
 * named.
 *
 * @param options.but those of the named ones to keep if they are not null
 */
export function restOf(
  object: { readonly [member: string]: JsonValue },
  options: { readonly without: readonly string[]; readonly but: readonly string[] },
): JsonObject {
  const rest: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(object)) {
    const isKept = options.but.includes(name) ? value !== null : !options.without.includes(name);
    if (isKept) setMember(rest, name, value);
  }
  return rest;
}

/** Whether an invoice came from a site: only then do its ids mean something there. */
export function isOfSite(invoice: Pick<Invoice, 'extensions'>): boolean {
  return extensionName in invoice.extensions;
}

/** What an invoice keeps of its site; empty if it came from elsewhere. */
export function keptOf(invoice: Pick<Invoice, 'extensions'>): JsonObject {
  return invoice.extensions[extensionName] ?? {};
}

/** The same for its items, in order; empty if the lines are not those that it came with. */
export function keptItemsOf(
  invoice: Pick<Invoice, 'extensions' | 'invoiceLines'>,
): readonly JsonObject[] {
  const items = keptOf(invoice)['items'];
  const isOfLines = isArray(items) && items.length === invoice.invoiceLines.length;
  return isOfLines ? items.map(objectOf) : [];
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberOrNull(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
