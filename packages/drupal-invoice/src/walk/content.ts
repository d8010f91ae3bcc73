import { createHash } from 'node:crypto';

import { isArray, isObject } from '@invoice-relay/core/json';
import type { JsonObject, JsonValue } from '@invoice-relay/core/models';

import {
  customerMembers,
  documentNumber,
  invoiceMembers,
  isPaid,
  itemMembers,
} from '../model/index.ts';
import type { DrupalCustomer, DrupalInvoice } from '../model/index.ts';

/** What the walk wants to know of an invoice's content the next time that it reads it. */
export interface Content {
  /** A short hash of each member that holds something, by its path: `customer.city`, `items`. */
  readonly members: Readonly<Record<string, string>>;
  readonly paid: boolean;
  /** A hash of who the customer is; empty without one. */
  readonly who: string;
  /** A hash of each different description of an item. */
  readonly what: readonly string[];
  /** What the invoice says of its own making, which no edit changes; null when it says nothing. */
  readonly birth: string | null;
  /** The number that the invoice itself tells. */
  readonly number: string | null;
}

const documentedPaths: ReadonlySet<string> = new Set([
  ...invoiceMembers,
  ...customerMembers.map((member) => `customer.${member}`),
]);

/** Does the vendor's document name this member? The others come from the site alone. */
export function isDocumented(path: string): boolean {
  return documentedPaths.has(path);
}

/**
 * Reads the content of an invoice. The same content in other clothes gives the same: the order of
 * members, white space between them, `"1"` or `1`, `null`, an empty text or no member at all.
 */
export function readContent(invoice: DrupalInvoice): Content {
  const descriptions = invoice.items.flatMap(({ description }) => description?.trim() || []);
  return {
    members: Object.fromEntries(
      [...memberTexts(invoice)].map(([path, text]) => [path, shortHash(text)]),
    ),
    paid: isPaid(invoice),
    who: whoOf(invoice.customer),
    what: [...new Set(descriptions.map(shortHash))].toSorted(),
    birth: birthOf(invoice),
    number: documentNumber(invoice),
  };
}

/** The members in which two contents differ, in alphabetical order. */
export function changedMembers(before: Content, after: Content): readonly string[] {
  const paths = new Set([...Object.keys(before.members), ...Object.keys(after.members)]);
  return [...paths].filter((path) => before.members[path] !== after.members[path]).toSorted();
}

function memberTexts(invoice: DrupalInvoice): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (path: string, value: JsonValue | undefined) => {
    const text = canonicalText(value);
    if (text !== '') texts.set(path, text);
  };
  for (const [name, value] of Object.entries(invoice)) {
    // "PAID" means what "paid" does.
    if (name === 'pay_status') add(name, canonicalText(value).trim().toLowerCase());
    else if (name !== 'customer' && name !== 'items') add(name, value);
  }
  for (const [name, value] of Object.entries(invoice.customer ?? {}))
    add(`customer.${name}`, value);
  const documented: ReadonlySet<string> = new Set(itemMembers);
  const names = new Set(invoice.items.flatMap((item) => Object.keys(item)));
  // The items are one member; what a site adds to each of them is one member for all of them.
  add(
    'items',
    invoice.items.map((item) => itemMembers.map((name) => item[name] ?? null)),
  );
  for (const name of names) {
    if (!documented.has(name)) {
      add(
        `items.${name}`,
        invoice.items.map((item) => item[name] ?? null),
      );
    }
  }
  return texts;
}

/** One text for every way to write a value; empty for nothing. */
function canonicalText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (isArray(value)) {
    return value.length === 0 ? '' : JSON.stringify(value.map(canonicalText));
  }
  if (isObject(value)) return canonicalObject(value);
  return String(value);
}

function canonicalObject(value: JsonObject): string {
  const members = Object.entries(value)
    .map(([name, member]) => [name, canonicalText(member)] as const)
    .filter(([, text]) => text !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return members.length === 0 ? '' : JSON.stringify(members);
}

function whoOf(customer: DrupalCustomer | null): string {
  if (!customer) return '';
  const { customer_number, company_name, firstname, lastname } = customer;
  const text = canonicalText([customer_number, company_name, firstname, lastname]);
  return /[^[\]",]/.test(text) ? shortHash(text) : '';
}

const birthMembers = ['uuid', 'created'] as const;

/** Day and time, or seconds: what is only a day may be a date of the invoice, which people edit. */
const birthPattern = /^(?:\d{9,13}|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*|[\da-f-]{32,36})$/i;

function birthOf(invoice: DrupalInvoice): string | null {
  for (const name of birthMembers) {
    const text = Object.hasOwn(invoice, name) ? canonicalText(invoice[name]) : '';
    if (birthPattern.test(text)) return `${name} ${text}`;
  }
  return null;
}

/** One hash for all that an invoice holds. */
export function contentHash({ members }: Content): string {
  return shortHash(
    JSON.stringify(Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
}

/** 60 bits: two contents of one member share it by chance once in a billion billion. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}
