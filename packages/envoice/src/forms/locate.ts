import { InputError } from '@invoice-relay/core/errors';
import { shown } from '@invoice-relay/core/forms';

import type { AccountLists } from './account-lists.ts';
import { numberedLists } from './find-by-number.ts';
import type { NumberedList } from './find-by-number.ts';
import { isRecord } from './is-record.ts';
import type { ListName } from './list-names.ts';

/** Ids are signed 32-bit integers, according to Envoice's description. */
const largestId = 2 ** 31 - 1;

/**
 * Returns the id that a field names: chosen from a list, given as an id, as a code such as `EUR`,
 * or as the number printed on an invoice, an estimation or a payment link. It may be a bare value,
 * or in the `value` of an object like a resource locator of n8n, or in a response of Envoice.
 *
 * Digits alone are an id, unless the `mode` of a locator is `number`.
 *
 * @returns undefined for none
 * @throws {InputError}
 */
export async function locate(options: {
  readonly value: unknown;
  readonly list: ListName;
  readonly field: string;
  readonly lists: AccountLists;
}): Promise<number | undefined> {
  const { list, field, lists } = options;
  const value = valueOf(options.value);
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  const numbered = numberedLists.find((one) => one === list);
  if (numbered !== undefined && modeOf(options.value) === 'number') {
    return byNumber({ list: numbered, number: text, field, lists });
  }
  // Envoice writes 0 for none.
  if (/^\d{1,10}$/.test(text) && Number(text) <= largestId) return Number(text) || undefined;
  if (list === 'currency') {
    return byCode({ rows: await lists.currencies(), code: text, field, example: 'EUR' });
  }
  if (list === 'country') {
    return byCode({ rows: await lists.countries(), code: text, field, example: 'NL' });
  }
  if (numbered !== undefined && !isRecord(value)) {
    return byNumber({ list: numbered, number: text, field, lists });
  }
  throw new InputError({
    field,
    problem: `${shown(value)} is not an ID`,
    fix: 'Pick one from the list, or enter the whole number that Envoice returns as Id.',
  });
}

function modeOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'mode' in given ? given.mode : undefined;
}

async function byNumber(options: {
  readonly list: NumberedList;
  readonly number: string;
  readonly field: string;
  readonly lists: AccountLists;
}): Promise<number> {
  const { list, number, field, lists } = options;
  const id = await lists.idOfNumber(list, number);
  if (id !== undefined) return id;
  throw new InputError({
    field,
    problem: `Envoice has nothing with the number ${shown(number)}`,
    fix: 'Pick one from the list, or enter its printed number, or the whole number that Envoice returns as Id.',
  });
}

function valueOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  if ('value' in given) return given.value;
  // The whole response of Envoice was passed.
  return 'Id' in given ? given.Id : given;
}

function byCode(options: {
  readonly rows: readonly { readonly Id?: number | null; readonly Value?: string | null }[];
  readonly code: string;
  readonly field: string;
  readonly example: string;
}): number {
  const { rows, code, field, example } = options;
  const row = rows.find(({ Value }) => Value?.trim().toUpperCase() === code.toUpperCase());
  if (row?.Id) return row.Id;
  throw new InputError({
    field,
    problem: `Envoice does not know ${shown(code)}`,
    fix: `Pick one from the list, or enter a code such as ${example}, or an ID.`,
  });
}
