import type { Pool } from 'pg';
import { expect, test } from 'vitest';

import { PostgresInboxWriter } from './postgres-inbox.ts';

test('while the projector is stopped, who waits for it asks less and less often', async () => {
  let queries = 0;
  const query = async () => {
    queries += 1;
    return { rowCount: 1, rows: [{ place: 7 }] };
  };
  const inbox = new PostgresInboxWriter({
    pool: { query } as unknown as Pool,
    onAppended: () => {},
  });
  expect(await inbox.projected({ withinMs: 500 })).toBe(false);
  expect(queries).toBeLessThan(20);
});
