import { callOperation, isRecord } from '@invoice-relay/envoice/forms';
import type { IDataObject } from 'n8n-workflow';

import { readLimit } from '../../shared/limit.ts';
import { readFilterChoice } from './filter-choice.ts';
import type { ItemResult, ItemRun } from './item-run.ts';
import { everyRow, rowFilter } from './row-filter.ts';
import type { RowFilter } from './row-filter.ts';
import { simplify } from './simplify.ts';

/** Page size of Envoice's own WordPress plugin. */
const largestPage = 100;

/** Reads page after page until there are enough rows. */
export async function getMany(run: ItemRun): Promise<readonly ItemResult[]> {
  const { values } = run.parameters;
  const most =
    values['returnAll'] === true ? Number.POSITIVE_INFINITY : readLimit({ value: values['limit'] });
  const fits = await rowFilter(run);
  const rows = run.operation.paged
    ? await walk(run, { most, fits })
    : (await readWhole(run)).filter(fits);
  return rows.slice(0, most).map((row) => ({ json: shape(run, row) }));
}

async function readWhole(run: ItemRun): Promise<readonly unknown[]> {
  const { client, operation } = run;
  const response = await callOperation({ client, operation, input: queryOf(run) });
  if (Array.isArray(response)) return response;
  return isRecord(response) && Array.isArray(response['Result']) ? response['Result'] : [];
}

async function walk(
  run: ItemRun,
  { most, fits }: { readonly most: number; readonly fits: RowFilter },
): Promise<readonly unknown[]> {
  const { client, operation } = run;
  const { resource, name } = operation;
  const iterator = name === 'list' ? 'iterate' : 'iterateSearch';
  const group = client[resource] as unknown as Readonly<
    Record<string, (options: object) => AsyncIterable<unknown>>
  >;
  const rows: unknown[] = [];
  const pageSize = fits === everyRow ? Math.min(most, largestPage) : largestPage;
  for await (const row of group[iterator]!({ ...queryOf(run), pageSize })) {
    if (fits(row)) rows.push(row);
    if (rows.length >= most) break;
  }
  return rows;
}

/**
 * Returns the query filters that were added, or undefined if the operation takes none.
 *
 * @throws {InputError} for one that is none of its choices
 */
function queryOf(run: ItemRun): object | undefined {
  const takes = run.operation.parameters.map(({ argument }) => argument);
  if (takes.length === 0) return undefined;
  const given = Object.entries(run.parameters.added)
    .filter(([name, value]) => takes.includes(name) && (value ?? '') !== '')
    .map(([name, value]) => [name, readFilterChoice({ run, name, value })] as const);
  return Object.fromEntries(given);
}

function shape(run: ItemRun, row: unknown): IDataObject {
  if (run.parameters.values['simplify'] === true) return simplify(run.resource, row);
  // Date formats are plain strings.
  return isRecord(row) ? (row as IDataObject) : { Format: row as string };
}
