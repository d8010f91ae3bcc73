import { createRequire } from 'node:module';

const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const pg = require('pg');

/** Counts how many rows a relay's tables have gained since this was opened. Ids have gaps there. */
export async function openPostgresReader(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ask = async (text: string): Promise<number> =>
    Number((await client.query(text)).rows[0].found);
  const before = {
    events: await ask('SELECT COALESCE(MAX("seq"), 0) AS "found" FROM "events"'),
    deliveries: await ask('SELECT COALESCE(MAX("seq"), 0) AS "found" FROM "deliveries"'),
  };
  let closed = false;
  return {
    count: (table: 'events' | 'deliveries') =>
      ask(`SELECT COUNT(*) AS "found" FROM "${table}" WHERE "seq" > ${before[table]}`),
    async close() {
      if (!closed) await client.end();
      closed = true;
    },
  };
}
