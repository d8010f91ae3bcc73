import type { ComponentChildren, RefObject } from 'preact';

export interface Column<Row> {
  /** Empty for the column of actions. */
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly end?: boolean;
}

/**
 * A table that becomes a list of cards on small screens. Roles are explicit, because browsers drop
 * the implicit ones of a table with a different `display`.
 */
export function Table<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly body?: RefObject<HTMLTableSectionElement> | undefined;
}) {
  const { caption, columns, rows, keyOf, body = null } = props;
  return (
    <div class="table-frame">
      <table class="table" role="table" aria-label={caption} tabIndex={-1}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title, end }) => (
              <th key={title} role="columnheader" scope="col" class={end ? 'end' : undefined}>
                {title === '' ? <span class="visually-hidden">Actions</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={body}>
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map(({ title, cell, end }) => (
                <td key={title} role="cell" data-label={title} class={end ? 'end' : undefined}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
