import { InputError } from '@invoice-relay/core/errors';
import { locate, titleOf } from '@invoice-relay/envoice/forms';
import type { ListName } from '@invoice-relay/envoice/forms';

import type { ItemRun } from './item-run.ts';

/**
 * Returns the id that an operation applies to; undefined for operations without one.
 *
 * @throws {InputError} when it is empty or invalid
 */
export async function readSubject(run: ItemRun): Promise<number | undefined> {
  const { resource, reading, parameters } = run;
  const name = `${resource}Id`;
  if (!(name in parameters.values)) return undefined;
  const field = titleOf(`${resource[0]!.toUpperCase()}${resource.slice(1)}`);
  const value = parameters.values[name];
  const id = await locate({ value, list: resource as ListName, field, lists: reading.lists });
  if (id !== undefined) return id;
  throw new InputError({
    field,
    problem: 'this is empty',
    fix: 'Select one from the list, or enter its ID.',
  });
}
