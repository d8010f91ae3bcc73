import * as v from 'valibot';

import { invalid } from '../../shared/problems/problem.ts';

const maxPageSize = 200;
const usualPageSize = 50;

export const cursorMessage = 'must be the "next" of a page of this list';
const pageSizeMessage = `must be a whole number from 1 to ${maxPageSize}`;

/** The cursors of lists: by place in a table, by id, by time and id. */
export const cursors = {
  seq: v.strictTuple([v.pipe(v.number(), v.safeInteger())]),
  id: v.strictTuple([v.string()]),
  timeAndId: v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.string()]),
};
type CursorSchema = (typeof cursors)[keyof typeof cursors];

/**
 * The query of a list. Others spread its `entries` into a `strictObject` of their own.
 *
 * @param cursor what the cursors of this very list hold: one of another list is refused with all
 *   else that is wrong
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
        String(usualPageSize),
      ),
      // A query is text, but means a number.
      v.metadata({
        description: 'Maximum number of items.',
        type: 'integer',
        minimum: 1,
        maximum: maxPageSize,
        default: usualPageSize,
        pattern: undefined,
      }),
    ),
  });
export type ListQuery = v.InferOutput<ReturnType<typeof listQuery>>;

/** What a list is sorted by, in that order: `[seq]`, or `[occurredAt, seq]`. */
export type CursorParts = readonly (string | number)[];

/** Writes the place in a list as the opaque text that callers hand back as `after`. */
export function encodeCursor(parts: CursorParts): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * Reads an `after` again; `undefined` stays undefined.
 *
 * @param options.schema what this list's cursors hold: `v.strictTuple([v.number()])`
 * @throws {ProblemError} 400 when it is no cursor of this list
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

/** The schema of a page, for the description of an answer. */
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
 * Makes a page of what the database gave.
 *
 * @param options.rows up to `limit + 1` of them: the one too many says that there is a next page
 */
export function toPage<Row, View>(options: {
  readonly rows: readonly Row[];
  readonly limit: number;
  readonly cursorOf: (row: Row) => CursorParts;
  readonly view: (row: Row) => View;
}): Page<View> {
  const { rows, limit, cursorOf, view } = options;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null;
  return { data: shown.map(view), next };
}
