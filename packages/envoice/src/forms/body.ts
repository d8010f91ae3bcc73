import { readTypedNumber, readTypedWholeNumber, readTypedYesNo } from '@invoice-relay/core/forms';

import type { JsonSchema, SchemaOrName } from '../api/index.ts';
import { readChoice, readText } from './choices.ts';
import { readDay, readMoment } from './dates.ts';
import { fieldName } from './field-name.ts';
import type { FieldPath } from './field-name.ts';
import { parameterOf } from './labels.ts';
import { listFor } from './list-names.ts';
import { locate } from './locate.ts';
import { completeNewLine } from './new-line.ts';
import type { Body, Reading, Values } from './reading.ts';
import { groupOf, readTexts, rowsOf } from './rows.ts';
import { membersOf, resolveSchema } from './schemas.ts';
import { withTaxPercentage } from './tax-percentage.ts';

interface Place {
  readonly reading: Reading;
  /** The path to the members. */
  readonly path: FieldPath;
  /** Whether an empty text is sent, which clears the current value. */
  readonly sendsEmpty: boolean;
}

/** Dates with a time of day; all other dates of Envoice are days. */
const momentMembers: ReadonlySet<string> = new Set(['ValidFrom', 'ValidTo', 'ValidUntil']);

/**
 * Converts form values to a model of Envoice: ids for choices, numbers for amounts, names of enums,
 * days as midnight in UTC. Empty values (missing, `null`, an empty text) are omitted, and so are
 * values that the model does not know.
 *
 * @param options.schema the model, such as `InvoiceCreateApiModel`
 * @param options.values by the names of the members (`ClientId`), or of the fields (`clientId`)
 * @param options.path the path to the members, for the names of fields in errors
 * @param options.sendsEmpty whether an empty text is sent, which clears the current value
 * @throws {InputError} that names the field
 * @throws {VendorError} if a list used for a lookup cannot be read
 */
export async function readBody(options: {
  readonly schema: SchemaOrName;
  readonly values: Values;
  readonly reading: Reading;
  readonly path?: FieldPath;
  readonly sendsEmpty?: boolean;
}): Promise<Body> {
  const { schema, values, reading, path = [], sendsEmpty = false } = options;
  const place: Place = { reading, path, sendsEmpty };
  const body: Record<string, unknown> = {};
  for (const [member, described] of Object.entries(membersOf(schema))) {
    const value = values[parameterOf(member)] ?? values[member];
    const read = await readMember({ member, schema: resolveSchema(described), value, place });
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
  const at = [...path, member];
  const field = (reading.nameOf ?? fieldName)(at);
  const list = listFor({ member, resource: reading.resource });
  if (list !== undefined) return locate({ value, list, field, lists: reading.lists });

  if (schema.items) return readList({ member, items: schema.items, value, at, field, reading });
  if (schema.type === 'object') {
    const group = groupOf(value, field);
    const read = await readBody({ schema, values: group, reading, path: at });
    return Object.keys(read).length === 0 ? undefined : read;
  }
  if (value === '') {
    return sendsEmpty && schema.type === 'string' && !schema.enum && !schema.format
      ? ''
      : undefined;
  }
  if (schema.enum) return readChoice({ value, names: schema.enum, field });
  if (schema.type === 'boolean') return readTypedYesNo({ value, field });
  if (schema.type === 'integer') {
    const id = readTypedWholeNumber({ value, field });
    return id === 0 && member.endsWith('Id') ? undefined : id;
  }
  if (schema.type === 'number') {
    return readTypedNumber({ value, field, isPercentage: member.endsWith('Percentage') });
  }
  if (schema.format === 'date-time') {
    const given = { value, field, timezone: reading.timezone, hint: reading.hints?.date };
    return momentMembers.has(member) ? readMoment(given) : readDay(given);
  }
  return readText(value, field);
}

async function readList(options: {
  readonly member: string;
  readonly items: JsonSchema;
  readonly value: unknown;
  readonly at: FieldPath;
  readonly field: string;
  readonly reading: Reading;
}): Promise<readonly unknown[] | undefined> {
  const { member, items, value, at, field, reading } = options;
  // Lists of objects with a single text: users enter the texts.
  if (member === 'AdditionalEmails') return readTexts(value, field).map((Email) => ({ Email }));
  if (member === 'PaymentGateways') return readTexts(value, field).map((Name) => ({ Name }));
  const rows = rowsOf(value, field);
  if (rows === undefined) return undefined;
  const read: Body[] = [];
  for (const [index, row] of rows.entries()) {
    const path = [...at, index];
    const line = await readBody({ schema: items, values: row, reading, path });
    const taxed = await withTaxPercentage({ line, schema: items, path, reading });
    read.push(
      member === 'Items'
        ? completeNewLine({ line: taxed, row, schema: items, path, reading })
        : taxed,
    );
  }
  return read;
}
