import { InputError } from '@invoice-relay/core/errors';
import { findClients, readText } from '@invoice-relay/envoice/forms';
import type { ClientMatch } from '@invoice-relay/envoice/forms';
import { operations } from '@invoice-relay/envoice/operations';

import type { ItemResult, ItemRun } from './item-run.ts';
import { create, readGiven, writeChange } from './write.ts';

const updateOperation = operations.find(({ id }) => id === 'ClientApi_Update')!;

/**
 * Updates the client with the given email, name or number, or creates one if none matches. Each
 * item sees the changes made by earlier items.
 *
 * @throws {InputError} when several clients match
 */
export async function createOrUpdateClient(run: ItemRun): Promise<ItemResult> {
  const { client, parameters } = run;
  const by = parameters.values['matchBy'] as ClientMatch;
  const wanted = readText(parameters.values['matchValue'], 'Value').trim();
  const found = await findClients({ client, by, value: wanted });
  if (found.length > 1) {
    const ids = found.map(({ Id }) => String(Id)).join(', ');
    throw new InputError({
      field: 'Value',
      problem: `${found.length} clients have it (IDs ${ids})`,
      fix: 'Match by a value that only one client has, or use Update with the ID.',
    });
  }
  // The matched value is written as given, unless a field overrides it.
  const added = { [by]: wanted, ...parameters.added };
  const given: ItemRun = { ...run, parameters: { ...parameters, added } };
  const id = found[0]?.Id;
  if (id === undefined || id === null) {
    requireName(given);
    const { response } = await create(given);
    return { json: { Id: response as number, created: true } };
  }
  const changing: ItemRun = { ...given, operation: updateOperation };
  await writeChange({ run: changing, id, given: await readGiven(changing) });
  return { json: { Id: id, created: false } };
}

/**
 * A client cannot be created without a name. If clients are matched by name, that one is written.
 *
 * @throws {InputError}
 */
function requireName({ parameters: { added } }: ItemRun): void {
  if (typeof added['name'] === 'string' && added['name'].trim() !== '') return;
  if (added['Name'] !== undefined) return;
  throw new InputError({
    field: 'Additional Fields → Name',
    problem: 'this is empty, and no client has the value yet, so a new one would be created',
    fix: 'Add the name: a client cannot be created without one.',
  });
}
