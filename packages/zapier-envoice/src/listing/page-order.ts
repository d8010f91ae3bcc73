import type { Page } from '@invoice-relay/envoice';

/** A row of one of Envoice's lists. */
export interface Row {
  readonly Id?: number | string | null;
}

/** Requests one page of a list from Envoice: `(page) => client.invoices.list(page)`. */
export type LoadPage<Item extends Row> = (input: {
  readonly page: number;
  readonly pageSize: number;
}) => Promise<Page<Item, number | string>>;

/** The order of the ids of a list. Envoice cannot sort its lists, and documents no order. */
export type PageOrder = 'falling' | 'rising' | 'none';

/** The order of these rows; `falling` for fewer than two. */
export function orderOf(rows: readonly Row[]): PageOrder {
  const ids = rows.map(idOf);
  const pairs = ids.slice(1).map((id, index) => [ids[index]!, id] as const);
  if (pairs.every(([one, next]) => one > next)) return 'falling';
  return pairs.every(([one, next]) => one < next) ? 'rising' : 'none';
}

/** Ids increase over time, so the newest is the one with the highest. */
export function newestFirst<Item extends Row>(rows: Iterable<Item>): readonly Item[] {
  return [...rows].toSorted((one, other) => idOf(other) - idOf(one));
}

export function idOf({ Id }: Row): number {
  return Number(Id ?? 0);
}
