import { holdsWords, isRecord, locate, readDate, readDay } from '@invoice-relay/envoice/forms';

import { readFilterChoice } from './filter-choice.ts';
import type { ItemRun } from './item-run.ts';
import { simplify } from './simplify.ts';

/** Returns whether a row of a list matches. */
export type RowFilter = (row: unknown) => boolean;

export const everyRow: RowFilter = () => true;

/** Keyed by filter name: which member of the row to compare, and in which direction. */
const days = {
  dueFrom: { member: 'Duedate', label: 'Due From', isFrom: true },
  dueTo: { member: 'Duedate', label: 'Due To', isFrom: false },
  issuedFrom: { member: 'IssuedOn', label: 'Issued From', isFrom: true },
  issuedTo: { member: 'IssuedOn', label: 'Issued To', isFrom: false },
} as const;

/**
 * Builds the filters that Envoice's API does not support and the node applies itself.
 *
 * @throws {InputError} for an unreadable filter
 */
export async function rowFilter(run: ItemRun): Promise<RowFilter> {
  const filters = [await byClient(run), byStatus(run), bySearch(run), ...byDays(run)].filter(
    (filter) => filter !== undefined,
  );
  return filters.length === 0 ? everyRow : (row) => filters.every((filter) => filter(row));
}

async function byClient({ parameters, reading }: ItemRun): Promise<RowFilter | undefined> {
  const value = parameters.added['clientId'];
  const wanted = await locate({ value, list: 'client', field: 'Client', lists: reading.lists });
  if (wanted === undefined) return undefined;
  return (row) => {
    if (!isRecord(row)) return false;
    const client = row['Client'];
    return row['ClientId'] === wanted || (isRecord(client) && client['Id'] === wanted);
  };
}

function byStatus(run: ItemRun): RowFilter | undefined {
  const given = run.parameters.added['status'];
  const wanted = (Array.isArray(given) ? given : String(given ?? '').split(','))
    .map((one) => String(one).trim())
    .filter((one) => one !== '')
    .map((value) => String(readFilterChoice({ run, name: 'status', value })).toLowerCase());
  if (wanted.length === 0) return undefined;
  return (row) => isRecord(row) && wanted.includes(String(row['Status']).toLowerCase());
}

function bySearch({ parameters, resource }: ItemRun): RowFilter | undefined {
  const words = String(parameters.added['searchText'] ?? '').trim();
  if (words === '') return undefined;
  return (row) => holdsWords(Object.values(simplify(resource, row)).join(' '), words);
}

/** Compares days, however Envoice writes them: as the triggers read them. */
function byDays({ parameters, reading }: ItemRun): readonly RowFilter[] {
  const { timezone, hints } = reading;
  return Object.entries(days).flatMap(([name, { member, label, isFrom }]): RowFilter[] => {
    const value = parameters.added[name];
    if (value === undefined || value === null || value === '') return [];
    const wanted = readDay({ value, field: label, timezone, hint: hints?.date }).slice(0, 10);
    return [
      (row) => {
        const day = isRecord(row) ? readDate(row[member]) : null;
        return day !== null && (isFrom ? day >= wanted : day <= wanted);
      },
    ];
  });
}
