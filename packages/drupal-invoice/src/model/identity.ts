import type { JsonObject } from '@invoice-relay/core/models';

import type { DrupalInvoice } from './invoice.ts';
import { readText } from './read-value.ts';

const idMembers = ['id', 'iid', 'invoice_id'];
const numberMembers = ['formatted_invoice_number', 'number', 'invoice_number'];

/** Everything longer or stranger is no id, so that none can break a database key or a URL. */
const idPattern = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * The id that an invoice itself tells, under one of the names that sites use; null when it tells
 * none. No member of the kind is documented. `nid` is none of them: it is the id of a Drupal node,
 * which need not be the one that the API takes.
 */
export function documentId(invoice: JsonObject): string | null {
  return firstText(invoice, idMembers, (text) => idPattern.test(text) && !/^0+$/.test(text));
}

/** The number that an invoice itself tells, as people know it (`20260007`); null without one. */
export function documentNumber(invoice: JsonObject): string | null {
  return firstText(invoice, numberMembers, (text) => text.length <= 128 && text !== '0');
}

/** Whether it is paid, however the site writes that: `paid`, `Paid `. */
export function isPaid(invoice: Pick<DrupalInvoice, 'pay_status'>): boolean {
  return invoice.pay_status?.trim().toLowerCase() === 'paid';
}

function firstText(
  invoice: JsonObject,
  members: readonly string[],
  fits: (text: string) => boolean,
): string | null {
  for (const member of members) {
    const text = Object.hasOwn(invoice, member) ? (readText(invoice[member])?.trim() ?? '') : '';
    if (text !== '' && fits(text)) return text;
  }
  return null;
}
