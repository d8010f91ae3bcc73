import { InputError } from '@invoice-relay/core/errors';
import { locate } from '@invoice-relay/envoice/forms';
import type { AccountLists, ListName } from '@invoice-relay/envoice/forms';
import type { Run } from '@invoice-relay/zapier-kit';

/**
 * The id of what a step is about, picked from a list or given.
 *
 * @param options.key of the field; `field` is what people call it
 * @param options.fix what to do where it is empty: a sentence
 * @throws {InputError} where it is empty or no id
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
