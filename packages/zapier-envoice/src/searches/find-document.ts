import type { EnvoiceClient } from '@invoice-relay/envoice';
import {
  createAccountLists,
  locate,
  membersOf,
  readChoice,
  titleOf,
} from '@invoice-relay/envoice/forms';
import type { AccountLists, ListName } from '@invoice-relay/envoice/forms';
import { foundBy } from '@invoice-relay/zapier-kit';
import type { PlainInputField, Search } from 'zapier-platform-core';

import { listField, triggerOfList } from '../lists/list-field.ts';
import { lookThrough } from '../listing/look-through.ts';
import type { LoadPage } from '../listing/page-order.ts';
import type { DocumentRecord, Reader } from '../records/documents.ts';
import { exactFirst } from './same-text.ts';
import { givenId, maxFound, searchFor, textIn, wholeOf } from './search.ts';

/** A row of a list of documents. */
interface DocumentRow {
  readonly Id?: number | null;
  readonly Status?: string | null;
}

/** A field that documents are found by, with the listed values to compare. */
export interface Filter<Row> {
  readonly field: PlainInputField;
  /** The input, normalized for comparison. */
  readonly read?: (value: string, lists: AccountLists) => string | Promise<string>;
  readonly isSame: (row: Row, value: string) => boolean;
  /** Whether it is spelled exactly like that: such rows come first. */
  readonly isExact?: (row: Row, value: string) => boolean;
  /** Whether Envoice uses each value for one document only, so that one is enough. */
  readonly isUnique?: boolean;
}

/** A search for documents, by id or by what their list contains; found ones are returned whole. */
export function documentSearch<Row extends DocumentRow>(options: {
  readonly key: string;
  /** `Invoice` */
  readonly noun: string;
  readonly description: string;
  /** `Find Invoice` by default. */
  readonly label?: string;
  readonly list: Extract<ListName, 'invoice' | 'estimation' | 'order'>;
  /** The help text of the ID field, if there should be one. */
  readonly idKey?: string;
  readonly filters: readonly Filter<Row>[];
  readonly load: (client: EnvoiceClient) => LoadPage<Row>;
  readonly get: (client: EnvoiceClient, id: number) => Promise<Row>;
  readonly read: (reader: Reader, id: number) => Promise<DocumentRecord>;
  readonly sample: DocumentRecord;
}): Search {
  const { key, noun, description, list, idKey, filters, load, get, read, sample } = options;
  const { label = `Find ${noun}` } = options;
  const word = noun.toLowerCase();
  const idLabel = `${noun} ID`;
  const idField = (fieldKey: string): PlainInputField => ({
    key: fieldKey,
    label: idLabel,
    type: 'integer',
    required: false,
    dynamic: `${triggerOfList(list)}.id.name`,
    helpText: `The ${word}’s ID in Envoice, for example from an earlier step. This is the fastest option, because nothing is searched.`,
  });
  return searchFor({
    key,
    noun,
    label,
    description,
    inputFields: [
      ...filters.map(({ field }) => field),
      ...(idKey === undefined ? [] : [idField(idKey)]),
    ],
    sample,
    async find(looking) {
      const { run, client } = looking;
      const reader = { client, lists: createAccountLists(client) };
      const wanted: (Filter<Row> & { readonly value: string })[] = [];
      for (const filter of filters) {
        const given = textIn(run.input, filter.field.key);
        if (given === undefined) continue;
        wanted.push({ ...filter, value: (await filter.read?.(given, reader.lists)) ?? given });
      }
      const fits = (row: Row) => wanted.every(({ isSame, value }) => isSame(row, value));
      const isExact = (row: Row) =>
        wanted.every(({ isExact: exact, value }) => exact?.(row, value) ?? true);

      const id =
        idKey === undefined
          ? undefined
          : await givenId({ looking, key: idKey, list, field: idLabel });
      if (id !== undefined) {
        const isAll = wanted.length === 0;
        const rows = isAll ? [{ Id: id } as Row] : await foundBy(() => get(client, id));
        return wholeOf(rows.filter(fits), (one) => read(reader, one));
      }
      const hasUnique = wanted.some(({ isUnique }) => isUnique === true);
      const found = await lookThrough<Row>({
        load: load(client),
        things: `${word}s`,
        fits,
        ...(hasUnique ? { isEnough: (rows) => rows.some(isExact) } : { most: maxFound }),
      });
      return wholeOf(exactFirst(found, isExact), (one) => read(reader, one));
    },
  });
}

/** The client of a document. */
export function clientFilter<
  Row extends { readonly Client?: { readonly Id?: number | null } | null },
>(noun: string): Filter<Row> {
  return {
    field: {
      key: 'client_id',
      label: 'Client',
      required: false,
      helpText: `Only find documents of this client. If there are several, the newest ${noun.toLowerCase()} comes first.`,
      ...listField('client'),
    },
    read: async (value, lists) =>
      String(await locate({ value, list: 'client', field: 'Client', lists })),
    isSame: (row, value) => String(row.Client?.Id) === value,
  };
}

/** @param model whose `Status` has the names: `InvoiceDetailsApiModel` */
export function statusFilter<Row extends DocumentRow>(options: {
  readonly noun: string;
  readonly model: string;
}): Filter<Row> {
  const { noun, model } = options;
  const names = membersOf(model)['Status']?.enum ?? [];
  return {
    field: {
      key: 'status',
      label: 'Status',
      type: 'string',
      required: false,
      choices: Object.fromEntries(names.map((name) => [name, titleOf(name)])),
      helpText: `Only find documents with this status. If there are several, the newest ${noun.toLowerCase()} comes first.`,
    },
    read: (value) => readChoice({ value, names, field: 'Status' }),
    isSame: (row, value) => row.Status === value,
  };
}
