import * as v from 'valibot';

import { isPaid } from '../model/index.ts';
import type { DrupalInvoice, ListedDrupalInvoice } from '../model/index.ts';
import { longHash, shortHash, shortLength } from './hash.ts';

/** What is remembered of a row of the list. */
export interface KnownRow {
  /** As the site writes it, `YYYY-MM-DD HH:MM:SS`: tells apart invoices that had the same id. */
  readonly created: string;
  readonly changed: string;
  readonly paid: boolean;
  /** As printed. */
  readonly number: string | null;
  readonly template: string | null;
  /** The user may not read it, so nothing is reported about it. */
  readonly foreign: boolean;
  /** One hash of everything else that is compared. */
  readonly hash: string;
  /** The concatenated short hashes of the compared members. */
  readonly members: string;
}

/** As stored: without member names, as there are many rows. */
export const keptRowSchema = v.strictTuple([
  v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  v.string(),
  v.string(),
  v.picklist([0, 1]),
  v.nullable(v.string()),
  v.nullable(v.string()),
  v.picklist([0, 1]),
  v.string(),
  v.string(),
]);
export type KeptRow = v.InferOutput<typeof keptRowSchema>;

/**
 * What is compared of a row, by the member to report if it differs. Not the formatted amounts and
 * the number, which follow a site setting for all invoices at once, and not the user, as Drupal
 * changes it in all of a user's invoices when the user is deleted.
 */
const compared: readonly (readonly [
  member: string,
  text: (row: ListedDrupalInvoice | DrupalInvoice) => string | number | null | undefined,
])[] = [
  ['leading_zeros', (row) => row.leading_zeros],
  ['prefix', (row) => row.prefix],
  ['description', (row) => row.description],
  ['template', (row) => row.template],
  ['pay_limit', (row) => row.pay_limit],
  ['customer.customer_number', (row) => row.customer?.customer_number],
  ['customer.company_name', (row) => row.customer?.company_name],
  ['customer.firstname', (row) => row.customer?.firstname],
  ['customer.lastname', (row) => row.customer?.lastname],
  ['items', (row) => `${row.extotal} ${row.inctotal} ${row.vattotal}`],
];

/** Returns what to remember of a row, or of a whole invoice as its row would be. */
export function knownRow(
  row: ListedDrupalInvoice | DrupalInvoice,
  more: { readonly number?: string | null; readonly foreign?: boolean } = {},
): KnownRow {
  const texts = compared.map(([, text]) => String(text(row) ?? ''));
  return {
    created: row.created ?? '',
    changed: row.changed ?? '',
    paid: isPaid(row),
    number: more.number === undefined ? row.number : more.number,
    template: row.template,
    foreign: more.foreign ?? false,
    hash: longHash(JSON.stringify(texts)),
    members: texts.map(shortHash).join(''),
  };
}

/** Whether a row equals the remembered one, without comparing each of its members. */
export function isSameRow(row: ListedDrupalInvoice, known: KnownRow): boolean {
  const texts = compared.map(([, text]) => String(text(row) ?? ''));
  return (
    known.created === (row.created ?? '') &&
    known.changed === (row.changed ?? '') &&
    known.paid === isPaid(row) &&
    known.hash === longHash(JSON.stringify(texts))
  );
}

/** The members in which two rows differ. */
export function changedInRow(before: KnownRow, after: KnownRow): readonly string[] {
  const part = ({ members }: KnownRow, index: number) =>
    members.slice(index * shortLength, (index + 1) * shortLength);
  return compared.flatMap(([member], index) =>
    part(before, index) === part(after, index) ? [] : [member],
  );
}

export function keepRow(id: number, row: KnownRow): KeptRow {
  return [
    id,
    row.created,
    row.changed,
    row.paid ? 1 : 0,
    row.number,
    row.template,
    row.foreign ? 1 : 0,
    row.hash,
    row.members,
  ];
}

export function readRow(kept: KeptRow): KnownRow {
  const [, created, changed, paid, number, template, foreign, hash, members] = kept;
  return {
    created,
    changed,
    number,
    template,
    hash,
    members,
    paid: paid === 1,
    foreign: foreign === 1,
  };
}
