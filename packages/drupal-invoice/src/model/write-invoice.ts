import { decimalSchema, parseDecimal } from '@invoice-relay/core/models';
import type { JsonValue } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { DrupalInputError } from './input-error.ts';
import type { NewDrupalInvoice } from './invoice.ts';
import { readInteger } from './read-value.ts';

type Members = Readonly<Record<string, unknown>>;
type Write = (value: unknown, member: string) => JsonValue;

/**
 * Returns the JSON text to send for an invoice: amounts as text, so that no digit is lost, and
 * texts as text, which keeps the leading zeros of a building or company number; integers as
 * numbers. Omitted members are not sent; null is.
 *
 * @throws {DrupalInputError} that names the member that cannot be sent, and why
 */
export function writeDrupalInvoice(invoice: NewDrupalInvoice): string {
  if (!isMembers(invoice)) {
    throw new TypeError('An invoice is sent as an object, such as { items: [{ … }] }.');
  }
  const body = writeMembers({ members: invoice, writers: invoiceWriters, path: '' });
  return JSON.stringify(body);
}

const writeText: Write = (value, member) => {
  if (typeof value === 'string') return value;
  if (isExactInteger(value)) return String(value);
  throw new DrupalInputError(`${member} must be text.`, { member, expected: 'text' });
};

const writeAmount: Write = (value, member) => {
  if (isExactInteger(value)) return String(value);
  if (typeof value === 'number') {
    throw new DrupalInputError(
      `${member} must be decimal text, such as "50.75": a JavaScript number cannot represent every ` +
        'amount exactly.',
      { member, expected: 'decimal' },
    );
  }
  if (v.is(decimalSchema, value)) return value;
  try {
    // `String` would turn a list with one amount into that amount.
    return parseDecimal(typeof value === 'string' ? value.trim() : '');
  } catch {
    throw new DrupalInputError(
      `${member} must be decimal text, such as "50.75", with a decimal point and without a thousands ` +
        'separator.',
      { member, expected: 'decimal' },
    );
  }
};

/** A JSON number if a reader gets the same digits back, and text otherwise. */
const writeNumber: Write = (value, member) => {
  const text = writeText(value, member);
  const number = Number(text);
  const isPlain = /^(?:0|-?[1-9]\d*)$/.test(String(text)) && Number.isSafeInteger(number);
  return isPlain ? number : text;
};

/** In the forms that a site itself writes. Nothing is blank text, as in PHP. */
const writeInteger: Write = (value, member) => {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && text.trim() === '') return text;
  const integer = typeof text === 'string' ? readInteger(text) : null;
  if (integer !== null) return integer;
  throw new DrupalInputError(`${member} must be a whole number, such as 14.`, {
    member,
    expected: 'integer',
  });
};

/** The range of the database column. */
const writeWeight: Write = (value, member) => {
  const weight = writeInteger(value, member);
  if (typeof weight !== 'number' || (weight >= -128 && weight <= 127)) return weight;
  throw new DrupalInputError(`${member} must be a whole number from -128 to 127.`, {
    member,
    expected: 'weight',
  });
};

const itemWriters: Readonly<Record<string, Write>> = {
  weight: writeWeight,
  description: writeText,
  quantity: writeAmount,
  unitcost: writeAmount,
  vat: writeAmount,
};

const customerWriters: Readonly<Record<string, Write>> = {
  customer_number: writeNumber,
  company_name: writeText,
  firstname: writeText,
  lastname: writeText,
  street: writeText,
  building_number: writeText,
  zipcode: writeText,
  city: writeText,
  state: writeText,
  country: writeText,
  coc_number: writeText,
  vat_number: writeText,
  description: writeText,
};

const invoiceWriters: Readonly<Record<string, Write>> = {
  leading_zeros: writeInteger,
  prefix: writeText,
  description: writeText,
  template: writeText,
  pay_limit: writeInteger,
  pay_status: writeText,
  customer: (value, path) => {
    checkMembers(value, path);
    return writeMembers({ members: value, writers: customerWriters, path });
  },
  items: (value, path) => {
    if (!Array.isArray(value)) {
      throw new DrupalInputError(`${path} must be a list.`, { member: path, expected: 'list' });
    }
    return value.map((item: unknown, index) => {
      const itemPath = `${path}[${index}]`;
      checkMembers(item, itemPath);
      return writeMembers({ members: item, writers: itemWriters, path: itemPath });
    });
  },
};

function writeMembers(options: {
  readonly members: Members;
  readonly writers: Readonly<Record<string, Write>>;
  readonly path: string;
}): JsonValue {
  const { members, writers, path } = options;
  const written: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue;
    const write = Object.hasOwn(writers, name) ? writers[name] : undefined;
    const member = path === '' ? name : `${path}.${name}`;
    // Undocumented members are sent as they are.
    written[name] = value === null || !write ? (value as JsonValue) : write(value, member);
  }
  return written;
}

function checkMembers(value: unknown, member: string): asserts value is Members {
  if (isMembers(value)) return;
  throw new DrupalInputError(`${member} must be an object.`, { member, expected: 'object' });
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isExactInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
