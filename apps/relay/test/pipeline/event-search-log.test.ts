import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import type { Insert } from '../../src/database/sql/insert.ts';
import {
  insertEventTerms,
  segmentSize,
  termsColumn,
} from '../../src/database/tables/event-terms.ts';
import { searchEvents } from '../../src/http/resources/events/search-events.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

/** An event as a search sees it. */
interface Row {
  readonly seq: number;
  readonly terms: readonly string[];
  readonly connectionId: string;
  readonly type: 'invoice.paid' | 'invoice.sent';
  readonly subjectId: string;
  readonly occurredAt: number;
}

/**
 * A log with gaps over 40 segments: one number throughout, dense ones at both ends, and one
 * customer here and there.
 */
const log: readonly Row[] = Array.from({ length: 40 }, (_, segment) => rowsOf(segment)).flat();

function rowsOf(segment: number): readonly Row[] {
  return Array.from({ length: segment < 3 || segment > 36 ? 700 : 20 }, (_, index) => {
    const seq = segment * segmentSize + index * 11 + 1;
    return {
      seq,
      terms: [
        `inv${seq}`,
        String(seq),
        ...(index % 10 === 3 ? ['noordzee'] : []),
        ...(seq % 997 === 0 ? ['rare'] : []),
      ],
      connectionId: segment % 10 === 9 ? 'con_b' : 'con_a',
      type: index % 5 === 0 ? ('invoice.sent' as const) : ('invoice.paid' as const),
      subjectId: `id${index % 50}`,
      occurredAt: seq * 1_000,
    };
  });
}

const insert: Insert = {
  table: 'events',
  columns: {
    seq: 'bigint',
    id: 'text',
    connection_id: 'text',
    activity_id: 'text',
    type: 'text',
    subject_kind: 'text',
    subject_id: 'text',
    occurred_at: 'bigint',
    received_at: 'bigint',
    search_terms: 'text',
    body: 'text',
  },
};

let opened: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
beforeAll(async () => {
  opened = await temporaryDatabase();
  database = opened.database;
  await database.write(async (tx) => {
    await tx.insertMany(
      insert,
      log.map(({ seq, terms, connectionId, type, subjectId, occurredAt }) => [
        seq,
        `evt_${seq}`,
        connectionId,
        String(seq),
        type,
        'invoice',
        subjectId,
        occurredAt,
        occurredAt,
        termsColumn(terms),
        '{}',
      ]),
    );
    await insertEventTerms(tx, log);
  });
});
afterAll(() => opened[Symbol.asyncDispose]());

const filters: readonly (readonly [
  string,
  Partial<Parameters<typeof searchEvents>[1]>,
  (row: Row) => boolean,
])[] = [
  ['no filter', {}, () => true],
  ['one connection', { connectionId: 'con_b' }, ({ connectionId }) => connectionId === 'con_b'],
  ['a type', { type: ['invoice.sent'] }, ({ type }) => type === 'invoice.sent'],
  ['a type that nothing has', { type: ['order.*'] }, () => false],
  ['one subject', { subjectId: 'id3' }, ({ subjectId }) => subjectId === 'id3'],
  [
    'a time',
    { from: 100 * 1_000, to: 38 * segmentSize * 1_000 },
    ({ seq }) => seq >= 100 && seq < 38 * segmentSize,
  ],
];

const searches = filters.flatMap(([name, filter, lets]) =>
  ['inv', 'noordzee', 'rare', 'inv29', 'nobody', 'id3', `inv${20 * segmentSize + 12}`].map(
    (search) => [search, name, filter, lets] as const,
  ),
);

test.each(searches)('%s with %s: all of it, in order, page by page', async (...given) => {
  const [search, , filter, lets] = given;
  const expected = log
    .filter(
      (row) =>
        lets(row) && (row.subjectId === search || row.terms.some((one) => one.startsWith(search))),
    )
    .map(({ seq }) => seq);
  for (const order of ['asc', 'desc'] as const) {
    const found: number[] = [];
    for (let after: number | undefined; ;) {
      const page = await database.read((tx) =>
        searchEvents(tx, {
          search,
          type: ['*'],
          connectionId: undefined,
          subjectKind: undefined,
          subjectId: undefined,
          from: undefined,
          to: undefined,
          madeBy: null,
          limit: 1_000,
          ...filter,
          after,
          order,
        }),
      );
      found.push(...page.map(({ seq }) => seq));
      after = found.at(-1);
      if (page.length < 1_000) break;
    }
    expect(found).toEqual(order === 'asc' ? expected : expected.toReversed());
  }
});
