import { phpFloat, phpFloatText, phpInt, phpNumber, phpTrue } from './php/numbers.ts';
import { phpRound } from './php/round.ts';

/** A value that the site's database rejects. The call ends with an empty 500 and is rolled back. */
export class DatabaseRefusal extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'DatabaseRefusal';
  }
}

/** The members of a customer with their maximum lengths (read in the module's table definition). */
const customerLengths = {
  company_name: 100,
  firstname: 50,
  lastname: 50,
  street: 100,
  building_number: 15,
  zipcode: 25,
  city: 50,
  state: 50,
  country: 50,
  coc_number: 25,
  vat_number: 25,
  description: 65_535,
} as const;
export type CustomerMember = keyof typeof customerLengths;
export type CustomerTexts = Readonly<Record<CustomerMember, string | null>>;

export interface NewItem {
  readonly weight: number;
  readonly description: string | null;
  readonly quantity: number;
  readonly unitcost: number;
  readonly vat: number;
}

/**
 * The body of a POST or PUT as parsed by the module. Only the database has validated anything yet.
 */
export interface SentInvoice {
  readonly leading_zeros: unknown;
  readonly prefix: unknown;
  readonly description: unknown;
  readonly template: unknown;
  readonly pay_limit: unknown;
  readonly pay_status: unknown;
  readonly customer: Readonly<Record<string, unknown>>;
  /** Empty if none were sent. */
  readonly items: readonly unknown[];
}

/** Picks the members that the module knows; others are ignored, and `null` counts as missing. */
export function readSent(data: unknown): SentInvoice {
  const given = objectOf(data);
  const { customer, items } = given;
  return {
    leading_zeros: given['leading_zeros'] ?? null,
    prefix: given['prefix'] ?? null,
    description: given['description'] ?? null,
    template: given['template'] ?? null,
    pay_limit: given['pay_limit'] ?? null,
    pay_status: given['pay_status'] ?? null,
    customer: objectOf(customer),
    items: typeof items === 'object' && items !== null ? Object.values(items) : [],
  };
}

/** Observed: compared loosely, so `true`, and on PHP 7 the number 0, also mean paid. */
export function payStatusOf(sent: unknown): 'paid' | 'unpaid' {
  return sent === 'paid' || sent === true || sent === 0 ? 'paid' : 'unpaid';
}

/** Converts a value for a text column; may be `null`. */
export function columnText(options: {
  readonly name: string;
  readonly value: unknown;
  readonly length: number;
}): string | null {
  const { name, value, length } = options;
  if (value === null || value === undefined) return null;
  const text = phpText(value);
  const taken = length > 255 ? Buffer.byteLength(text) : text.length;
  if (taken > length) throw new DatabaseRefusal(`Data too long for column '${name}'`);
  if (/[\u{10000}-\u{10ffff}]/u.test(text)) {
    // Observed: Drupal's tables store characters of up to three bytes, unless their owner changed
    // that.
    throw new DatabaseRefusal(`Incorrect string value for column '${name}'`);
  }
  return text;
}

/** Converts a value for an integer column. The database rounds fractions (read in the source). */
export function columnInteger(options: {
  readonly name: string;
  readonly value: unknown;
  readonly from: number;
  readonly to: number;
}): number {
  const { name, value, from, to } = options;
  const refusal = (detail: string) => new DatabaseRefusal(`${detail} column '${name}'`);
  if (value === null || value === undefined) throw refusal('NULL is not allowed for');
  const text = phpText(value);
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) {
    throw refusal('Incorrect integer value for');
  }
  const number = Math.sign(phpNumber(text)) * Math.round(Math.abs(phpNumber(text)));
  if (number < from || number > to) throw refusal('Out of range value for');
  return number;
}

export function readCustomer(sent: Readonly<Record<string, unknown>>): CustomerTexts {
  const texts = Object.entries(customerLengths).map(([name, length]) => [
    name,
    columnText({ name, value: sent[name], length }),
  ]);
  return Object.fromEntries(texts) as CustomerTexts;
}

export function readItem(sent: unknown): NewItem {
  // Observed: on text, PHP returns the first character for any member.
  const letter = typeof sent === 'string' && sent !== '' ? sent.slice(0, 1) : null;
  const item =
    letter === null
      ? objectOf(sent)
      : { description: letter, quantity: letter, unitcost: letter, vat: letter, weight: letter };
  const cost = item['unitcost'] ?? null;
  // Observed: a list is not a valid price, though it counts as 1 in the other amounts.
  const price = typeof cost === 'object' ? 0 : phpFloat(cost);
  const unitcost = phpRound({ value: price, places: 3 });
  const vat = stored(phpFloat(item['vat'] ?? null));
  if (vat < 0) throw new DatabaseRefusal("Out of range value for column 'vat'");
  return {
    weight: columnInteger({
      name: 'weight',
      value: phpInt(item['weight'] ?? null),
      from: -128,
      to: 127,
    }),
    description: columnText({
      name: 'description',
      value: item['description'],
      length: 16_777_215,
    }),
    quantity: stored(phpFloat(item['quantity'] ?? null)),
    unitcost: stored(unitcost),
    vat,
  };
}

/** Returns the result of PHP's `empty` for a value. */
export function isEmpty(value: unknown): boolean {
  return !phpTrue(value);
}

/** Observed: a double reaches the database as text with 14 digits. */
function stored(value: number): number {
  if (!Number.isFinite(value)) throw new DatabaseRefusal('Data truncated');
  return Number(phpFloatText(value));
}

function phpText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return phpFloatOrInt(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  // Observed: Drupal unwraps a list with one element, and fails on longer lists.
  const [first, ...others] = Object.values(value as object);
  if (first === undefined || others.length > 0) throw new DatabaseRefusal('More than one value');
  return phpText(first);
}

/** Whole numbers in a JSON body are integers in PHP, not doubles. */
function phpFloatOrInt(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : phpFloatText(value);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
