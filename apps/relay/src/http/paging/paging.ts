import * as v from 'valibot';

import { invalid } from '../../shared/problems/problem.ts';

const maxPageSize = 200;
const defaultPageSize = 50;

/**
 * The largest page of a list whose items are of any size, in bytes: a page holds fewer items, but
 * at least one.
 */
export const maxPageBytes = 4 * 1024 * 1024;

export const cursorMessage = 'must be the "next" of a page of this list';
const pageSizeMessage = `must be a whole number from 1 to ${maxPageSize}`;

/** List cursors: by position in a table, by id, by time and id. */
export const cursors = {
  seq: v.strictTuple([v.pipe(v.number(), v.safeInteger())]),
  id: v.strictTuple([v.string()]),
  timeAndId: v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.string()]),
};
type CursorSchema = (typeof cursors)[keyof typeof cursors];

/**
 * The query of a list. Spread its `entries` into a `strictObject` to add parameters.
 *
 * @param cursor what the cursors of this list contain: a cursor of another list is rejected
 *   together with everything else that is wrong
 */
export const listQuery = (cursor: CursorSchema) =>
  v.strictObject({
    after: v.pipe(
      v.optional(
        v.pipe(
          v.string(),
          v.maxLength(1_024),
          v.check((text) => isCursorOf(cursor, text), cursorMessage),
        ),
      ),
      v.description('The `next` of the previous page. Omit it for the first page.'),
    ),
    limit: v.pipe(
      v.optional(
        v.pipe(
          v.string(),
          v.regex(/^\d{1,3}$/, pageSizeMessage),
          v.transform(Number),
          v.minValue(1, pageSizeMessage),
          v.maxValue(maxPageSize, pageSizeMessage),
        ),
        String(defaultPageSize),
      ),
      // Query values are text, but this one is a number.
      v.metadata({
        description: 'Maximum number of items.',
        type: 'integer',
        minimum: 1,
        maximum: maxPageSize,
        default: defaultPageSize,
        pattern: undefined,
      }),
    ),
  });
export type ListQuery = v.InferOutput<ReturnType<typeof listQuery>>;

/** The sort keys of a list, in order: `[seq]`, or `[occurredAt, seq]`. */
export type CursorParts = readonly (string | number)[];

/** Encodes a position in a list as the opaque text that callers pass back as `after`. */
export function encodeCursor(parts: CursorParts): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * Decodes an `after`; `undefined` stays undefined.
 *
 * @param options.schema what this list's cursors contain: `v.strictTuple([v.number()])`
 * @throws {ProblemError} 400 if it is not a cursor of this list
 */
export function decodeCursor<const Schema extends v.GenericSchema<unknown, CursorParts>>(options: {
  readonly after: string | undefined;
  readonly schema: Schema;
}): v.InferOutput<Schema> | undefined {
  if (options.after === undefined) return undefined;
  const result = v.safeParse(options.schema, parseCursor(options.after));
  if (result.success) return result.output;
  throw invalid([{ path: 'after', message: cursorMessage }]);
}

/** Whether a text is a cursor of this list. */
export function isCursorOf(cursor: v.GenericSchema, text: string): boolean {
  return v.is(cursor, parseCursor(text));
}

function parseCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** One page of a list. */
export interface Page<View> {
  readonly data: readonly View[];
  /** Pass as `after` to get the next page; null on the last page. */
  readonly next: string | null;
}

/** The schema of a page, for documenting a response. */
export function pageSchema<const Item extends v.GenericSchema>(item: Item) {
  return v.strictObject({
    data: v.array(item),
    next: v.pipe(
      v.nullable(v.string()),
      v.description('Pass as `after` to get the next page; null on the last page.'),
    ),
  });
}

/**
 * Builds a page from database rows.
 *
 * @param options.rows up to `limit + 1` of them: the extra one indicates a next page
 * @param options.sizeOf in bytes, if a page is limited to `maxPageBytes`
 */
export function toPage<Row, View>(options: {
  readonly rows: readonly Row[];
  readonly limit: number;
  readonly sizeOf?: (row: Row) => number;
  readonly cursorOf: (row: Row) => CursorParts;
  readonly view: (row: Row) => View;
}): Page<View> {
  const { rows, limit, sizeOf = () => 0, cursorOf, view } = options;
  const shown = fitting({ rows: rows.slice(0, limit), sizeOf, maxBytes: maxPageBytes });
  const last = shown.at(-1);
  const hasNext = rows.length > shown.length && last !== undefined;
  return { data: shown.map(view), next: hasNext ? encodeCursor(cursorOf(last)) : null };
}

/** As many as fit, from the first one on, and at least that one. */
export function fitting<Row>(options: {
  readonly rows: readonly Row[];
  readonly sizeOf: (row: Row) => number;
  readonly maxBytes: number;
}): readonly Row[] {
  const { rows, sizeOf, maxBytes } = options;
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += sizeOf(row);
    return bytes > maxBytes && index > 0;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
