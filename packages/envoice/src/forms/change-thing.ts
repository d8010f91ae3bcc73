import type { Operation } from '../api/index.ts';
import type { EnvoiceClient } from '../client/index.ts';
import type { AccountLists } from './account-lists.ts';
import { callOperation } from './call-operation.ts';
import type { NameField } from './field-name.ts';
import { loadBefore } from './load-before.ts';
import { merge } from './merge.ts';
import type { ListMode } from './merge.ts';
import type { Body } from './reading.ts';

/**
 * Changes something: its current state is read, changed by the given values, and written back, as
 * Envoice may treat an update as a replacement.
 *
 * @param options.operation the one that updates, such as `InvoiceApi_Update`
 * @param options.resource of the form, such as `invoice`
 * @param options.given the changes, as returned by `readBody`
 * @param options.listMode what happens to existing lines that are not given; they are kept by
 * default
 * @param options.nameOf the names of fields in errors; our labels by default
 * @returns what was sent, and Envoice's response
 * @throws {InputError} for a line with an id that does not exist
 * @throws {VendorError} if Envoice does not have it, or refuses
 */
export async function changeThing(options: {
  readonly client: EnvoiceClient;
  readonly lists: AccountLists;
  readonly operation: Operation;
  readonly resource: string;
  readonly id: number;
  readonly given: Body;
  readonly listMode?: ListMode;
  readonly nameOf?: NameField;
}): Promise<{ readonly body: Body; readonly response: unknown }> {
  const { client, lists, operation, resource, id, given, listMode = 'merge', nameOf } = options;
  const schema = operation.body?.schema ?? {};
  const before = await loadBefore({ client, lists, resource, schema, id });
  const body = merge({ before, given, schema, lists: listMode, ...(nameOf && { nameOf }) });
  const argument = operation.body?.argument;
  const input = argument ? { id, [argument]: body } : { ...body, Id: id };
  return { body, response: await callOperation({ client, operation, input }) };
}
