import { InputError } from '@invoice-relay/core/errors';

import type { SchemaOrName } from '../api/index.ts';
import { fieldName } from './field-name.ts';
import type { NameField } from './field-name.ts';
import { isRecord } from './is-record.ts';
import type { Body } from './reading.ts';
import { isListOfThings, membersOf, resolveSchema } from './schemas.ts';

/**
 * Projects a response of Envoice onto the model of its update, so that an update that replaces
 * everything loses nothing. Empty members (`null`, an id of 0) are omitted.
 */
export function project(response: unknown, schema: SchemaOrName): Body {
  if (!isRecord(response)) return {};
  const body: Record<string, unknown> = {};
  for (const [member, described] of Object.entries(membersOf(schema))) {
    const value = projectValue(response[member] ?? referenceIn(response, member), described);
    const isNoId = member.endsWith('Id') && value === 0;
    if (value !== undefined && value !== null && !isNoId) body[member] = value;
  }
  return body;
}

function projectValue(value: unknown, schema: SchemaOrName): unknown {
  const { items, properties } = resolveSchema(schema);
  if (items && Array.isArray(value)) return value.map((item) => projectValue(item, items));
  return properties && isRecord(value) ? project(value, schema) : value;
}

/** Envoice returns the whole client and currency, but expects their ids. */
function referenceIn(response: Readonly<Record<string, unknown>>, member: string): unknown {
  const whole = response[member.replace(/Id$/, '')];
  return /.Id$/.test(member) && isRecord(whole) ? whole['Id'] : undefined;
}

/** What happens to existing lines that are not given: they are kept, or removed. */
export type ListMode = 'merge' | 'replace';

/** Members of lines that Envoice computes from the others: they are stale once these change. */
const computed: ReadonlySet<string> = new Set(['SubTotalAmount', 'TaxAmount', 'TotalAmount']);

/**
 * Merges changes into the current state.
 *
 * @throws {InputError} for a line with an id that does not exist
 */
export function merge(options: {
  readonly before: Body;
  readonly given: Body;
  readonly schema: SchemaOrName;
  readonly lists: ListMode;
  /** The names of fields in errors. */
  readonly nameOf?: NameField;
}): Body {
  const { before, given, schema, lists, nameOf = fieldName } = options;
  const merged: Record<string, unknown> = { ...before };
  for (const [member, value] of Object.entries(given)) {
    const described = resolveSchema(membersOf(schema)[member] ?? {});
    if (isListOfThings(described)) {
      merged[member] = mergeLines({
        member,
        before: linesOf(before[member]),
        given: linesOf(value),
        lists,
        nameOf,
      });
    } else if (isRecord(value) && isRecord(before[member])) {
      merged[member] = { ...before[member], ...value };
    } else {
      merged[member] = value;
    }
  }
  return merged;
}

function mergeLines(options: {
  readonly member: string;
  readonly before: readonly Body[];
  readonly given: readonly Body[];
  readonly lists: ListMode;
  readonly nameOf: NameField;
}): readonly Body[] {
  const { member, before, given, lists, nameOf } = options;
  const changed = given.map((line, index) => {
    if (line['Id'] === undefined) return line;
    if (given.findIndex(({ Id }) => Id === line['Id']) < index) {
      throw new InputError({
        field: nameOf([member, index, 'Id']),
        problem: `${String(line['Id'])} is already in an earlier line`,
        fix: 'Include each line once, with all of its changes.',
      });
    }
    const old = before.find(({ Id }) => Id === line['Id']);
    if (old !== undefined) return changeLine(old, line);
    const known = before.map(({ Id }) => String(Id)).join(', ') || 'none';
    throw new InputError({
      field: nameOf([member, index, 'Id']),
      problem: `there is no ${String(line['Id'])}`,
      fix: `Leave it empty for a new one, or use one of the existing ones: ${known}.`,
    });
  });
  if (lists === 'replace') return changed;
  const byId = new Map(
    changed.filter(({ Id }) => Id !== undefined).map((line) => [line['Id'], line]),
  );
  return [
    ...before.map((line) => byId.get(line['Id']) ?? line),
    ...changed.filter(({ Id }) => Id === undefined),
  ];
}

function changeLine(before: Body, given: Body): Body {
  const kept = Object.entries(before).filter(([member]) => !computed.has(member));
  const line: Record<string, unknown> = { ...Object.fromEntries(kept), ...given };
  // An explicit percentage is not that of the tax that the line had.
  if (given['TaxPercentage'] !== undefined && given['TaxId'] === undefined) delete line['TaxId'];
  return line;
}

function linesOf(value: unknown): readonly Body[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
