import { InputError } from '@invoice-relay/core/errors';
import {
  callOperation,
  changeThing,
  membersOf,
  readBody,
  requireLines,
  resolveSchema,
} from '@invoice-relay/envoice/forms';
import type { Body, Values } from '@invoice-relay/envoice/forms';
import type { JsonSchema } from '@invoice-relay/envoice/operations';

import type { ItemRun } from './item-run.ts';
import { readLinesJson } from './lines-json.ts';

/** Body that was sent, and Envoice's response. */
export interface Written {
  readonly body: Body;
  readonly response: unknown;
}

/** Reads the values that were filled in, as the body of the operation. */
export async function readGiven(run: ItemRun): Promise<Body> {
  const { operation, parameters, reading } = run;
  const schema = operation.body?.schema ?? {};
  const { itemsJson: addedJson, ...added } = parameters.added;
  const byJson = givesLinesAsJson(run);
  const itemsJson = byJson ? parameters.values['itemsJson'] : addedJson;
  const items = resolveSchema(membersOf(schema)['Items'] ?? {}).items;
  // The operation's subject is not a member of the body, even if one has the same name.
  const subject = `${run.resource}Id`;
  const inSight = Object.fromEntries(
    Object.entries(parameters.values).filter(
      ([name]) => name !== subject && !(byJson && name === 'items'),
    ),
  );
  const optional = withLines({
    values: added,
    itemsJson: isBlank(itemsJson) ? undefined : itemsJson,
    items,
    first: byJson ? undefined : parameters.values['items'],
  });
  return {
    ...(await readBody({ schema, values: inSight, reading })),
    ...(await readBody({ schema, values: optional, reading, sendsEmpty: true })),
  };
}

/** In version 1, JSON lines are an optional field instead. */
function givesLinesAsJson({ parameters }: ItemRun): boolean {
  return parameters.values['itemsInput'] === 'json';
}

/** Appends lines given as JSON to those that were filled in. */
function withLines(options: {
  readonly values: Values;
  readonly itemsJson: unknown;
  readonly items: JsonSchema | undefined;
  readonly first?: unknown;
}): Values {
  const { values, itemsJson, items, first } = options;
  if (itemsJson === undefined || items === undefined) return values;
  const lines = readLinesJson(itemsJson, items);
  return { ...values, items: [...linesIn(values['items'] ?? first), ...lines] };
}

function linesIn(value: unknown): readonly unknown[] {
  const rows =
    typeof value === 'object' && value !== null && 'values' in value ? value.values : value;
  return Array.isArray(rows) ? rows : [];
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === '' || JSON.stringify(value) === '[]' || value === '[]';
}

/**
 * Creates a record.
 *
 * @throws {InputError} for a document without lines
 */
export async function create(run: ItemRun): Promise<Written> {
  const body = await readGiven(run);
  const { client, operation, resource } = run;
  requireLines({ resource, body });
  return { body, response: await callOperation({ client, operation, input: body }) };
}

/**
 * Updates a record: reads its current state, applies the values that were filled in and writes the
 * whole back, since Envoice may treat an update as a replacement.
 *
 * @throws {InputError} when nothing was filled in
 */
export async function update(run: ItemRun, id: number): Promise<Written> {
  const given = await readGiven(run);
  if (Object.keys(given).length === 0) {
    const hasEmptyLines = 'itemsJson' in run.parameters.added || givesLinesAsJson(run);
    throw new InputError({
      field: 'Update Fields',
      problem: 'there is nothing to change',
      fix: hasEmptyLines
        ? 'An empty list in Line Items (JSON) changes nothing: enter the lines to add or change, or add other fields.'
        : 'Add the fields to change.',
    });
  }
  return writeChange({ run, id, given });
}

/** Writes the given values over the current ones. */
export async function writeChange(options: {
  readonly run: ItemRun;
  readonly id: number;
  readonly given: Body;
}): Promise<Written> {
  const { run, id, given } = options;
  const { client, reading, operation, resource, parameters } = run;
  const listMode = parameters.added['listMode'] === 'replace' ? 'replace' : 'merge';
  return changeThing({ client, lists: reading.lists, operation, resource, id, given, listMode });
}
