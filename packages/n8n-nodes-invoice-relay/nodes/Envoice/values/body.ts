import type { JsonSchema, SchemaOrName } from '@invoice-relay/envoice/operations';

import type { AccountLists } from '../api/account-lists.ts';
import { listOfMember } from '../lists/list-names.ts';
import type { ListName } from '../lists/list-names.ts';
import { labelOf, parameterOf } from '../words/labels.ts';
import { readBoolean, readChoice, readText } from './choices.ts';
import { readDay, readMoment } from './dates.ts';
import { InputError, shown } from './input-error.ts';
import { locate } from './locate.ts';
import { completeNewLine } from './new-line.ts';
import { readNumber, readWholeNumber } from './numbers.ts';
import { membersOf, resolve } from './schemas.ts';

export type Values = Readonly<Record<string, unknown>>;
export type Body = Readonly<Record<string, unknown>>;

/** What reading the fields of an item needs to know. */
export interface Reading {
  readonly lists: AccountLists;
  /** Of the workflow, such as `Europe/Amsterdam`. */
  readonly timezone: string;
  /** The resource of the node, such as `invoice`. */
  readonly resource: string;
}

interface Place {
  readonly reading: Reading;
  /** What leads to the members, as people see it: `Line Items 2 → `. */
  readonly path: string;
  /** Whether an empty text is sent, which clears what is there. */
  readonly sendsEmpty: boolean;
}

/** Dates with a time of day; all others of Envoice are days. */
const momentMembers: ReadonlySet<string> = new Set(['ValidFrom', 'ValidTo', 'ValidUntil']);

/**
 * What people filled in, as a model of Envoice: ids for locators, numbers for amounts, names of
 * enums, days as midnight in UTC. What is not filled in is left out.
 *
 * @param options.values by the names of the parameters (`clientId`), or of the members (`ClientId`)
 * @throws {InputError} that names the field
 */
export async function readBody(options: {
  readonly schema: SchemaOrName;
  readonly values: Values;
  readonly reading: Reading;
  readonly path?: string;
  readonly sendsEmpty?: boolean;
}): Promise<Body> {
  const { schema, values, reading, path = '', sendsEmpty = false } = options;
  const place: Place = { reading, path, sendsEmpty };
  const body: Record<string, unknown> = {};
  for (const [member, described] of Object.entries(membersOf(schema))) {
    const value = values[parameterOf(member)] ?? values[member];
    const read = await readMember({ member, schema: resolve(described), value, place });
    if (read !== undefined) body[member] = read;
  }
  return body;
}

async function readMember(options: {
  readonly member: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly place: Place;
}): Promise<unknown> {
  const { member, schema, value, place } = options;
  const { reading, path, sendsEmpty } = place;
  if (value === undefined || value === null) return undefined;
  const field = `${path}${labelOf(member)}`;
  const list = listFor(member, reading.resource);
  if (list !== undefined) return locate({ value, list, field, lists: reading.lists });

  if (schema.items) return readList({ member, items: schema.items, value, field, reading });
  if (schema.type === 'object') {
    const group = groupOf(value, field);
    const read = await readBody({ schema, values: group, reading, path: `${field} → ` });
    return Object.keys(read).length === 0 ? undefined : read;
  }
  if (value === '') {
    return sendsEmpty && schema.type === 'string' && !schema.enum && !schema.format
      ? ''
      : undefined;
  }
  if (schema.enum) return readChoice({ value, names: schema.enum, field });
  if (schema.type === 'boolean') return readBoolean(value, field);
  if (schema.type === 'integer') {
    const id = readWholeNumber(value, field);
    return id === 0 && member.endsWith('Id') ? undefined : id;
  }
  if (schema.type === 'number') return readNumber(value, field);
  if (schema.format === 'date-time') {
    const { timezone } = reading;
    return momentMembers.has(member)
      ? readMoment({ value, field, timezone })
      : readDay({ value, field, timezone });
  }
  return readText(value, field);
}

function listFor(member: string, resource: string): ListName | undefined {
  if (member !== 'ClonedFromId') return listOfMember[member];
  return resource === 'estimation' ? 'estimation' : 'invoice';
}

async function readList(options: {
  readonly member: string;
  readonly items: JsonSchema;
  readonly value: unknown;
  readonly field: string;
  readonly reading: Reading;
}): Promise<readonly unknown[] | undefined> {
  const { member, items, value, field, reading } = options;
  // Lists of objects with one text: people give the texts.
  if (member === 'AdditionalEmails') return readTexts(value, field).map((Email) => ({ Email }));
  if (member === 'PaymentGateways') return readTexts(value, field).map((Name) => ({ Name }));
  const rows = rowsOf(value, field);
  if (rows === undefined) return undefined;
  const read: Body[] = [];
  for (const [index, row] of rows.entries()) {
    const path = `${field} ${index + 1} → `;
    const line = await readBody({ schema: items, values: row, reading, path });
    const taxed = await withTaxPercentage({ line, schema: items, path, reading });
    read.push(
      member === 'Items' ? completeNewLine({ line: taxed, row, schema: items, path }) : taxed,
    );
  }
  return read;
}

/** `a@b.example, c@d.example`, a list of texts, or what Envoice answers: `[{Email}]`. */
function readTexts(value: unknown, field: string): readonly string[] {
  const parts = Array.isArray(value) ? value : String(value).split(',');
  return parts
    .map((part: unknown) => {
      const isObject = typeof part === 'object' && part !== null;
      return readText(isObject ? Object.values(part)[0] : part, field).trim();
    })
    .filter((text) => text !== '');
}

/** The rows of a fixed collection, or of a list that an expression gives. */
function rowsOf(value: unknown, field: string): readonly Values[] | undefined {
  if (value === '') return undefined;
  const rows = isRecord(value) ? value['values'] : value;
  if (rows === undefined) return undefined;
  if (Array.isArray(rows) && rows.every(isRecord)) return rows;
  throw new InputError({
    field,
    problem: `${shown(value)} is no list of objects`,
    mend: 'Add them one by one, or give a list by an expression.',
  });
}

function groupOf(value: unknown, field: string): Values {
  if (isRecord(value)) return isRecord(value['values']) ? value['values'] : value;
  throw new InputError({
    field,
    problem: `${shown(value)} is no object`,
    mend: 'Fill in its fields, or give an object by an expression.',
  });
}

/**
 * A line says which tax it has, and which percentage that is. People name one of the two; whether
 * Envoice looks the percentage up is not documented, so it is told.
 */
async function withTaxPercentage(options: {
  readonly line: Body;
  readonly schema: JsonSchema;
  readonly path: string;
  readonly reading: Reading;
}): Promise<Body> {
  const { line, schema, path, reading } = options;
  const { TaxId, TaxPercentage } = line;
  if (TaxId === undefined || TaxPercentage !== undefined) return line;
  if (!('TaxPercentage' in membersOf(schema))) return line;
  const tax = (await reading.lists.taxes()).find(({ Id }) => Id === TaxId);
  if (tax === undefined) {
    throw new InputError({
      field: `${path}${labelOf('TaxId')}`,
      problem: `Envoice has no tax ${String(TaxId)}`,
      mend: 'Pick one From List, or create the tax first.',
    });
  }
  return typeof tax.Percentage === 'number' ? { ...line, TaxPercentage: tax.Percentage } : line;
}

export function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
