import { holdsWords, isRecord, locate, readDay } from '@invoice-relay/envoice/forms';

import type { ItemRun } from './item-run.ts';
import { simplify } from './simplify.ts';

/** Whether a row of a list fits. */
export type RowFilter = (row: unknown) => boolean;

export const everyRow: RowFilter = () => true;

/** By the name of the filter: the member of a row, and which way a day is compared. */
const days = {
  dueFrom: { member: 'Duedate', label: 'Due From', isFrom: true },
  dueTo: { member: 'Duedate', label: 'Due To', isFrom: false },
  issuedFrom: { member: 'IssuedOn', label: 'Issued From', isFrom: true },
  issuedTo: { member: 'IssuedOn', label: 'Issued To', isFrom: false },
} as const;

/**
 * What the filters of the node ask for that Envoice cannot be asked for.
 *
 * @throws {InputError} for a filter that cannot be read
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

function byStatus({ parameters }: ItemRun): RowFilter | undefined {
  const given = parameters.added['status'];
  const wanted = (Array.isArray(given) ? given : String(given ?? '').split(','))
    .map((one) => String(one).trim().toLowerCase())
    .filter((one) => one !== '');
  if (wanted.length === 0) return undefined;
  return (row) => isRecord(row) && wanted.includes(String(row['Status']).toLowerCase());
}

function bySearch({ parameters, resource }: ItemRun): RowFilter | undefined {
  const words = String(parameters.added['searchText'] ?? '').trim();
  if (words === '') return undefined;
  return (row) => holdsWords(Object.values(simplify(resource, row)).join(' '), words);
}

/** Days as Envoice keeps them: midnight in UTC. */
function byDays({ parameters, reading }: ItemRun): readonly RowFilter[] {
  const { timezone, hints } = reading;
  return Object.entries(days).flatMap(([name, { member, label, isFrom }]): RowFilter[] => {
    const value = parameters.added[name];
    if (value === undefined || value === null || value === '') return [];
    const wanted = readDay({ value, field: label, timezone, hint: hints?.date }).slice(0, 10);
    return [
      (row) => {
        const day = isRecord(row) ? String(row[member] ?? '').slice(0, 10) : '';
        return day !== '' && (isFrom ? day >= wanted : day <= wanted);
      },
    ];
  });
}
