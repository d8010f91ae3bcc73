import type { JsonObject } from '@invoice-relay/core/models';

import { findUnreadableAmount } from './check-amounts.ts';
import type { DrupalInvoice, NewDrupalCustomer, NewDrupalInvoice } from './invoice.ts';
import { ownCustomerMembers, ownInvoiceMembers, ownItemMembers } from './members.ts';

/**
 * Merges changes into an invoice and returns the whole invoice to write: the site empties missing
 * members.
 *
 * Every member is sent as it was read, including unknown ones; except those that the site computes
 * itself, and null, which is what a missing member becomes. A change to null empties a member. The
 * items are omitted if they do not change, as the site then keeps them with their ids.
 */
export function mergeInvoice(options: {
  readonly invoice: DrupalInvoice;
  readonly changes: NewDrupalInvoice;
}): NewDrupalInvoice {
  const { invoice, changes } = options;
  const { customer: hadCustomer, items: _, ...had } = invoice;
  const { customer: newCustomer, items, ...others } = changes;
  const customer = mergeCustomer(hadCustomer, newCustomer);
  return {
    ...filled({ ...without(had, ownInvoiceMembers), ...given(others) }),
    ...(customer && { customer }),
    ...(items && { items: items.map((item) => without(item as JsonObject, ownItemMembers)) }),
  };
}

/**
 * Returns the member because of which an invoice cannot be written back as it is: one that the site
 * requires in every write is missing, or an amount is not a number. Null if it can be written.
 */
export function whyNotWhole(invoice: DrupalInvoice): string | null {
  for (const name of ['template', 'pay_limit', 'leading_zeros', 'pay_status'] as const) {
    if (invoice[name] === null || invoice[name] === '') return name;
  }
  return findUnreadableAmount(invoice)?.member ?? null;
}

/** Null in the changes leaves the invoice without a customer, as far as the site supports it. */
function mergeCustomer(
  had: DrupalInvoice['customer'],
  changes: NewDrupalCustomer | null | undefined,
): NewDrupalCustomer | null {
  if (changes === null) return null;
  const customer = filled({
    ...without(had ?? {}, ownCustomerMembers),
    ...given(changes ?? {}),
  });
  return Object.keys(customer).length > 0 ? customer : null;
}

function without(members: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}

function given(members: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as JsonObject;
}

function filled(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
