import { idOf, orderOf } from './page-order.ts';
import type { LoadPage, PageOrder, Row } from './page-order.ts';

/** As many as Envoice's own WordPress plugin requests at a time. */
const pageSize = 100;

/** A page during the scan of a list. */
interface Batch<Item extends Row> {
  /** Those of the page that no earlier page had. */
  readonly rows: readonly Item[];
  /** Whether pages start with the newest; otherwise the newest may be on any of them. */
  readonly isNewestFirst: boolean;
  /** How many rows there were when the scan started; null if Envoice does not say. */
  readonly total: number | null;
}

/**
 * Every page of a list, newest first if the list has an order: starting at its end if ids increase.
 *
 * Rows that move between pages during the scan are returned once. Some may be missed if rows are
 * deleted meanwhile: callers that need all of them compare their number with the `total`.
 */
export async function* walkPages<Item extends Row>(
  load: LoadPage<Item>,
): AsyncGenerator<Batch<Item>, void, undefined> {
  const seen = new Set<number>();
  const read = async (page: number) => (await load({ page, pageSize })).Result.filter(isThere);
  const { Result, TotalCount } = await load({ page: 1, pageSize });
  const first = Result.filter(isThere);
  // A 0 beside rows is a count that was not set.
  const total = Number(TotalCount ?? 0) || null;
  const batch = (rows: readonly Item[], order: PageOrder): Batch<Item> => {
    const fresh = rows.filter((row) => !seen.has(idOf(row)));
    for (const row of fresh) seen.add(idOf(row));
    return { rows: fresh, isNewestFirst: order !== 'none', total };
  };

  // Some servers return fewer rows per page than requested, or all at once.
  const pages = lastPage({ total, size: first.length });
  if (pages === 1) {
    // All rows at once can be put in any order.
    yield batch(first, 'falling');
    return;
  }

  const last = orderOf(first) === 'rising' && pages !== null ? await read(pages) : null;
  if (last !== null && pages !== null && continues(first, last)) {
    yield batch(last, 'rising');
    for (let page = pages - 1; page > 1; page -= 1) yield batch(await read(page), 'rising');
    yield batch(first, 'rising');
    return;
  }

  const order = orderOf(first) === 'falling' ? 'falling' : 'none';
  yield batch(first, order);
  const end = pages ?? Infinity;
  for (let page = 2; page <= end; page += 1) {
    const next = batch(await read(page), order);
    yield next;
    if (next.rows.length === 0) return;
  }
}

/**
 * The number of the last page; null if Envoice does not count: then an empty page ends the list.
 */
function lastPage(options: { readonly total: number | null; readonly size: number }) {
  const { total, size } = options;
  if (size === 0) return 1;
  return total === null ? null : Math.ceil(total / size);
}

/** Whether the order within the last page matches that of the first one. */
function continues(first: readonly Row[], last: readonly Row[]): boolean {
  const [end] = last;
  const isAfter = end !== undefined && idOf(end) > idOf(first.at(-1)!);
  return isAfter && (last.length === 1 || orderOf(last) === 'rising');
}

/** Envoice leaves no gaps in its lists; stand-ins may. */
function isThere(row: unknown): boolean {
  return row !== null;
}
