import type { MigrationInterface, QueryRunner } from 'typeorm';

import type { SourceEvent } from '@invoice-relay/core/events';

import { readJson } from '../../shared/read-json.ts';
import { searchTerms } from '../../shared/search-terms.ts';
import { segmentOf, termsColumn } from '../tables/event-terms.ts';

/** How many events are read at once. */
const pageSize = 1_000;

/** Events are found by number and customer, including existing ones. */
export class Search1795982400000 implements MigrationInterface {
  readonly name = 'Search1795982400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "events" ADD COLUMN "search_terms" text`);
    await runner.query(
      `CREATE TABLE "event_terms" (
        "segment" bigint NOT NULL,
        "term" text COLLATE "BINARY" NOT NULL,
        "seq" bigint NOT NULL,
        PRIMARY KEY ("segment", "term", "seq")
      ) WITHOUT ROWID`,
    );
    for (let after = 0; ;) {
      const page: { seq: number; body: string }[] = await runner.query(
        `SELECT "seq", "body" FROM "events"
         WHERE "seq" > ? AND "activity_id" <> '' ORDER BY "seq" LIMIT ${pageSize}`,
        [after],
      );
      for (const event of page) await index(runner, event);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.seq;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "event_terms"`);
    await runner.query(`ALTER TABLE "events" DROP COLUMN "search_terms"`);
  }
}

async function index(
  runner: QueryRunner,
  { seq, body }: { readonly seq: number; readonly body: string },
): Promise<void> {
  const event = readJson<SourceEvent | null>(body, null);
  const terms = event === null ? [] : searchTerms(event);
  if (terms.length === 0) return;
  await runner.query(`UPDATE "events" SET "search_terms" = ? WHERE "seq" = ?`, [
    termsColumn(terms),
    seq,
  ]);
  await runner.query(
    `INSERT INTO "event_terms" ("segment", "term", "seq")
     SELECT ?, "value", ? FROM json_each(?)`,
    [segmentOf(seq), seq, JSON.stringify(terms)],
  );
}
