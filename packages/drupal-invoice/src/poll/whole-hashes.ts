import { isArray, isObject } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';

import { itemMembers, ownCustomerMembers, ownInvoiceMembers } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import { shortHash } from './hash.ts';

/**
 * A short hash of each non-empty, editable member of a whole invoice, by its path: `customer.city`,
 * `items`. Not `pay_status`, which is reported separately.
 */
export type WholeHashes = Readonly<Record<string, string>>;

const left: ReadonlySet<string> = new Set([
  ...ownInvoiceMembers,
  'customer',
  'items',
  'pay_status',
]);

export function wholeHashes(invoice: DrupalInvoice): WholeHashes {
  const hashes: Record<string, string> = {};
  const add = (path: string, value: JsonValue | undefined) => {
    const text = textOf(value);
    if (text !== '') hashes[path] = shortHash(text);
  };
  for (const [name, value] of Object.entries(invoice)) {
    if (!left.has(name)) add(name, value);
  }
  for (const [name, value] of Object.entries(invoice.customer ?? {})) {
    if (!ownCustomerMembers.some((own) => own === name)) add(`customer.${name}`, value);
  }
  // All items are one member, as a site renumbers them when they change.
  add(
    'items',
    invoice.items.map((item) => itemMembers.map((name) => item[name] ?? null)),
  );
  return hashes;
}

/** The members in which two invoices differ, in alphabetical order. */
export function changedInWhole(before: WholeHashes, after: WholeHashes): readonly string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => before[path] !== after[path]).toSorted();
}

/** One text for a value, independent of the order of its members; empty for nothing. */
function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (isArray(value)) return value.length === 0 ? '' : JSON.stringify(value.map(textOf));
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(members.map(([name, member]) => [name, textOf(member)]));
}
