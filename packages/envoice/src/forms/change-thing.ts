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
 * Changes something: what it is now is read, changed by what is given, and written back, as Envoice
 * may take an update for the whole.
 *
 * @param options.operation the one that updates, such as `InvoiceApi_Update`
 * @param options.resource of the form, such as `invoice`
 * @param options.given what is to be another, as `readBody` gives it
 * @param options.listMode what becomes of lines that are there and not given; they stay unless told
 * @param options.nameOf what errors call the fields; our labels unless given
 * @returns what was sent, and what Envoice answered
 * @throws {InputError} for a line with an id that is not there
 * @throws {VendorError} when Envoice has no such thing, or refuses
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
}): Promise<{ readonly body: Body; readonly answer: unknown }> {
  const { client, lists, operation, resource, id, given, listMode = 'merge', nameOf } = options;
  const schema = operation.body?.schema ?? {};
  const before = await loadBefore({ client, lists, resource, schema, id });
  const body = merge({ before, given, schema, lists: listMode, ...(nameOf && { nameOf }) });
  const argument = operation.body?.argument;
  const input = argument ? { id, [argument]: body } : { ...body, Id: id };
  return { body, answer: await callOperation({ client, operation, input }) };
}
