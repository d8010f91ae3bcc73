import type { JsonObject } from '@invoice-relay/core/models';

import { customerMembers, invoiceMembers, itemMembers } from '../model/index.ts';
import type { DrupalInvoice, NewDrupalInvoice } from '../model/index.ts';

/**
 * A whole invoice with some changes: the members that the module documents, where the site gives
 * them. What a site tells besides them, such as when the invoice was made, is its own.
 */
export function withChanges(options: {
  readonly invoice: DrupalInvoice;
  readonly changes: NewDrupalInvoice;
}): NewDrupalInvoice {
  const { invoice, changes } = options;
  const customer = { ...given(invoice.customer ?? {}, customerMembers), ...changes.customer };
  const items = invoice.items.map((item) => given(item, itemMembers));
  return {
    ...given(invoice, plainMembers),
    ...(items.length > 0 && { items }),
    ...changes,
    ...(Object.keys(customer).length > 0 && { customer }),
  };
}

const plainMembers = invoiceMembers.filter((name) => name !== 'customer' && name !== 'items');

/** Without null, which stands for what a site does not give. */
function given(members: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = members[name];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}
