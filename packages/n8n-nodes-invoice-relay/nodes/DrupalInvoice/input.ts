import { isArray, isObject } from '@invoice-relay/core/json';
import type { JsonObject, JsonValue } from '@invoice-relay/core/models';
import type { NewDrupalInvoice } from '@invoice-relay/drupal-invoice';
import { toNewItem } from '@invoice-relay/drupal-invoice/forms';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { readJsonParameter } from './json-parameter.ts';

interface Input {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
}

/** Reads an invoice, or the changes to one, from the parameters of an item. */
export function readInvoice(input: Input): NewDrupalInvoice {
  const { context, itemIndex } = input;
  const additional = context.getNodeParameter('additionalFields', itemIndex, {}) as JsonObject;
  const { otherMembers, ...fields } = additional;
  const isNew = context.getNodeParameter('operation', itemIndex) === 'create';
  const customer = context.getNodeParameter('customer', itemIndex, {}) as JsonObject;
  const items = readItems(input);
  return {
    ...readOtherMembers(input, otherMembers),
    ...(isNew && readRequired(input)),
    ...fields,
    ...(Object.keys(customer).length > 0 && { customer }),
    ...(items !== undefined && { items: items.map((item, index) => toNewItem({ item, index })) }),
  } as NewDrupalInvoice;
}

/** Fields required for a new invoice; in an update they are among the additional fields. */
function readRequired({ context, itemIndex }: Input): JsonObject {
  const read = (name: string) => context.getNodeParameter(name, itemIndex, null) as JsonValue;
  return { template: read('template'), pay_limit: read('payLimit') };
}

/** Returns undefined when there are no items: a site would keep those that it has. */
function readItems(input: Input): readonly JsonObject[] | undefined {
  const { context, itemIndex } = input;
  if (context.getNodeParameter('itemsInput', itemIndex, 'fields') !== 'json') {
    const { item } = context.getNodeParameter('items', itemIndex, {}) as { item?: JsonObject[] };
    return item?.length ? item : undefined;
  }
  const label = 'Line Items (JSON)';
  const value = context.getNodeParameter('itemsJson', itemIndex, '');
  const items = readJsonParameter({ value, label, node: context.getNode(), itemIndex });
  if (items === undefined) return undefined;
  if (isArray(items) && items.every(isObject)) return items.length > 0 ? items : undefined;
  throw new NodeOperationError(context.getNode(), `"${label}" is not a list of items`, {
    itemIndex,
    description: 'Enter a list of objects: [{ "description": "…", "quantity": "1", … }].',
  });
}

function readOtherMembers(input: Input, value: JsonValue | undefined): JsonObject {
  const label = 'Other Members (JSON)';
  const { itemIndex } = input;
  const node = input.context.getNode();
  const members = readJsonParameter({ value, label, node, itemIndex }) ?? {};
  if (isObject(members)) return members;
  throw new NodeOperationError(node, `"${label}" is not an object`, {
    itemIndex,
    description: 'Enter the members in braces: { "name": "value" }.',
  });
}
