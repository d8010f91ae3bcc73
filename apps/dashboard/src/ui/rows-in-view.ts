/** A range of rows. */
export interface Rows {
  readonly first: number;
  readonly last: number;
}

/**
 * Returns the indices of the rows that are in view or less than a screen away, or undefined if none
 * is.
 */
export function rowsInView(body: HTMLTableSectionElement | null): Rows | undefined {
  if (body === null || body.getClientRects().length === 0) return undefined;
  const { rows } = body;
  const screen = window.innerHeight;
  const first = countBefore(rows, (row) => row.getBoundingClientRect().bottom > -screen);
  const last = countBefore(rows, (row) => row.getBoundingClientRect().top >= 2 * screen) - 1;
  return first <= last ? { first, last } : undefined;
}

/** Counts the rows before the first one that meets a condition which all later rows meet, too. */
function countBefore(
  rows: HTMLCollectionOf<HTMLTableRowElement>,
  isMet: (row: HTMLTableRowElement) => boolean,
): number {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const row = rows[middle];
    if (row !== undefined && isMet(row)) to = middle;
    else from = middle + 1;
  }
  return from;
}
