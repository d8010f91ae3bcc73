import { readChoice } from '@invoice-relay/envoice/forms';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { envoiceProperties } from '../resources/index.gen.ts';
import type { ItemRun } from './item-run.ts';

/**
 * Reads the value of a filter that offers choices; that of any other is returned as it is. An
 * expression may return any text, and one that no row has would silently find nothing.
 *
 * @param options.name of the filter: `status`
 * @throws {InputError} listing the choices
 */
export function readFilterChoice(options: {
  readonly run: Pick<ItemRun, 'resource' | 'action'>;
  readonly name: string;
  readonly value: unknown;
}): unknown {
  const { run, name, value } = options;
  const { displayName: field = name, options: choices = [] } = filterOf(run, name) ?? {};
  if (choices.length === 0) return value;
  const names = (choices as INodePropertyOptions[]).map((choice) => String(choice.value));
  return readChoice({ value, names, field });
}

function filterOf(
  { resource, action }: Pick<ItemRun, 'resource' | 'action'>,
  wanted: string,
): INodeProperties | undefined {
  const filters = envoiceProperties.find(
    ({ name, displayOptions }) =>
      name === 'filters' &&
      displayOptions?.show?.['resource']?.includes(resource) &&
      displayOptions.show['operation']?.includes(action),
  );
  return ((filters?.options ?? []) as INodeProperties[]).find(({ name }) => name === wanted);
}
