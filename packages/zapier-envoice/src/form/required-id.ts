import { InputError } from '@invoice-relay/core/errors';
import { locate } from '@invoice-relay/envoice/forms';
import type { AccountLists, ListName } from '@invoice-relay/envoice/forms';
import type { Run } from '@invoice-relay/zapier-kit';

/**
 * The id of the object of a step, picked from a list or entered.
 *
 * @param options.key of the field; `field` is its label
 * @param options.fix what to do if it is empty: a sentence
 * @throws {InputError} if it is empty or not an id
 */
export async function requiredId(options: {
  readonly input: Run['input'];
  readonly lists: AccountLists;
  readonly key: string;
  readonly list: ListName;
  readonly field: string;
  readonly fix: string;
}): Promise<number> {
  const { input, lists, key, list, field, fix } = options;
  const id = await locate({ value: input[key], list, field, lists });
  if (id === undefined) throw new InputError({ field, problem: 'this is empty', fix });
  return id;
}
