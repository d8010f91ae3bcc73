import { InputError } from '@invoice-relay/core/errors';
import { readTypedYesNo } from '@invoice-relay/core/forms';
import { isRecord } from '@invoice-relay/envoice/forms';
import type { Values } from '@invoice-relay/envoice/forms';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { envoiceProperties } from '../resources/index.gen.ts';
import { hints } from './hints.ts';

/** Parameter values of one item, keyed by parameter name. */
export interface Parameters {
  readonly values: Values;
  /** Values from the collections of optional fields; contains only the fields that were added. */
  readonly added: Values;
}

const collections = new Set(['additionalFields', 'updateFields', 'filters', 'options']);

/** @throws {InputError} for an empty required field or a switch that is neither on nor off */
export function readParameters(options: {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
  readonly resource: string;
  readonly operation: string;
}): Parameters {
  const { context, itemIndex } = options;
  const values: Record<string, unknown> = {};
  const added: Record<string, unknown> = {};
  for (const property of fieldsOf(options)) {
    const { name } = property;
    const value: unknown = context.getNodeParameter(name, itemIndex, property.default);
    if (property.required && isEmpty(value)) throw missing(property);
    if (collections.has(name)) Object.assign(added, value);
    else values[name] = property.type === 'boolean' ? switchOf(property, value) : value;
  }
  return { values, added };
}

/** Reads a switch, which an expression may also return as text. */
function switchOf({ displayName }: INodeProperties, value: unknown): boolean {
  return readTypedYesNo({ value, field: displayName });
}

function fieldsOf(options: {
  readonly resource: string;
  readonly operation: string;
}): readonly INodeProperties[] {
  const { resource, operation } = options;
  return envoiceProperties.filter(
    ({ displayOptions }) =>
      displayOptions?.show?.['resource']?.includes(resource) &&
      displayOptions.show['operation']?.includes(operation),
  );
}

function isEmpty(value: unknown): boolean {
  const bare = isRecord(value) && 'value' in value ? value['value'] : value;
  return bare === undefined || bare === null || String(bare).trim() === '';
}

function missing({ displayName }: INodeProperties): InputError {
  return new InputError({
    field: displayName,
    problem: 'this is empty',
    fix: `Fill it in. ${hints.empty}`,
  });
}
