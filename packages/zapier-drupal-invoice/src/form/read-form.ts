import { InputError } from '@invoice-relay/core/errors';
import type { JsonObject, JsonValue } from '@invoice-relay/core/models';
import type { NewDrupalInvoice, NewDrupalItem } from '@invoice-relay/drupal-invoice';
import { toNewItem } from '@invoice-relay/drupal-invoice/forms';
import type { Run } from '@invoice-relay/zapier-kit';

import {
  customerFields,
  invoiceFields,
  itemFields,
  itemsKey,
  itemsLabel,
  labels,
  movableFields,
} from './fields.ts';
import type { MemberField } from './fields.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * User input in the form of the module's API: some members of an invoice, and no others. Empty if
 * nothing was filled in.
 *
 * @throws {InputError} for invalid line items
 */
export function readForm({ input }: Pick<Run, 'input'>): NewDrupalInvoice {
  const customer = membersOf(input, customerFields);
  const items = readItems(input[itemsKey]);
  return {
    ...membersOf(input, [...invoiceFields, ...movableFields]),
    ...(Object.keys(customer).length > 0 && { customer }),
    ...(items.length > 0 && { items }),
  };
}

/** Which invoice was requested. Also accepts a number, as earlier steps may return one. */
export function readInvoiceId({ input }: Pick<Run, 'input'>): string {
  const value = input['invoice'];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Without empty ones, which Zapier sends for an empty form. */
function readItems(value: unknown): readonly NewDrupalItem[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rows
    .filter((row) => filledIn(row) !== undefined)
    .map((row) => membersOf(rowOf(row), itemFields))
    .filter((row) => Object.keys(row).length > 0)
    .map((item, index) => toNewItem({ item, index, labels }));
}

function rowOf(row: unknown): Values {
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Values;
  throw new InputError({
    field: itemsLabel,
    problem: 'these are not line items',
    fix: 'Fill in the fields of each line item, such as Unit Cost, or map line items from an earlier step; text, a number or a list was received.',
  });
}

function membersOf(values: Values, fields: readonly MemberField[]): JsonObject {
  return Object.fromEntries(
    fields
      .map(({ member, field }) => [member, filledIn(values[field.key])] as const)
      .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined),
  );
}

function filledIn(value: unknown): JsonValue | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' && value.trim() === '' ? undefined : (value as JsonValue);
}
