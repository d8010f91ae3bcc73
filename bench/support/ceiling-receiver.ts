import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The minimum work of a careful receiver: Fastify, an HMAC over the activity's bytes, JSON.parse,
 * and an insert with a unique id; many requests share one commit, which is flushed (`synchronous =
 * FULL`) before their 200. With a PostgreSQL URL, it inserts many rows with one statement there
 * instead. It normalizes nothing and delivers nothing.
 *
 * Runs as a separate process, sends its URL to its parent, and reports its row count on request.
 */
const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const { fastify } = require('fastify');

interface Waiting {
  readonly id: number;
  readonly body: Buffer;
  readonly done: () => void;
}

/** Where bodies are stored. */
interface Store {
  /** Resolves once all of them are on disk. */
  commit(group: readonly Waiting[]): void | Promise<void>;
  count(): number | Promise<number>;
  close(): void;
}

const [secret = '', postgresUrl] = process.argv.slice(2);
const store = postgresUrl === undefined ? sqliteStore() : await postgresStore(postgresUrl);

function sqliteStore(): Store {
  const Database = require('better-sqlite3');
  const folder = mkdtempSync(join(tmpdir(), 'ceiling-'));
  const database = new Database(join(folder, 'ceiling.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL)');
  const insert = database.prepare(
    'INSERT INTO bodies (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const commit = database.transaction((group: readonly Waiting[]) => {
    for (const { id, body } of group) insert.run(id, body);
  });
  return {
    commit: (group) => commit.immediate(group),
    count: () => database.prepare('SELECT COUNT(*) FROM bodies').pluck().get(),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One statement per group, i.e. one commit. */
async function postgresStore(url: string): Promise<Store> {
  const { default: pg } = await import(require.resolve('pg'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE bodies (id bigint PRIMARY KEY, body bytea NOT NULL)');
  return {
    async commit(group) {
      await client.query({
        name: 'insert',
        text: `INSERT INTO bodies SELECT * FROM unnest($1::bigint[], $2::bytea[])
          ON CONFLICT DO NOTHING`,
        values: [group.map(({ id }) => id), group.map(({ body }) => body)],
      });
    },
    async count() {
      return Number((await client.query('SELECT COUNT(*) AS "count" FROM bodies')).rows[0].count);
    },
    close: () => {},
  };
}

let waiting: Waiting[] = [];
let flushing = false;
/** Requests that arrive while a group is being committed form the next one. */
async function flush(): Promise<void> {
  flushing = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    const committed = store.commit(group);
    if (committed !== undefined) await committed;
    for (const { done } of group) done();
  }
  flushing = false;
}

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser(
  '*',
  { parseAs: 'buffer' },
  (_request: unknown, body: unknown, done: (error: null, body: unknown) => void) =>
    done(null, body),
);
server.post(
  '/:token',
  async (request: { body: Buffer }, reply: { code(status: number): { send(): unknown } }) => {
    const { body } = request;
    const text = body.toString();
    const parsed = JSON.parse(text);
    const start = text.indexOf('"Activity":') + '"Activity":'.length;
    const expected = createHmac('sha256', secret)
      .update(`${parsed.Timestamp}.${text.slice(start, -1)}`)
      .digest();
    if (!timingSafeEqual(expected, Buffer.from(parsed.Signature, 'hex')))
      return reply.code(401).send();
    await new Promise<void>((done) => {
      if (waiting.push({ id: parsed.Activity.Id, body, done }) === 1 && !flushing) {
        setImmediate(() => void flush());
      }
    });
    return { status: 'accepted' };
  },
);
await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.(`http://127.0.0.1:${server.addresses()[0]?.port}/ceiling`);
process.on('message', async () => {
  process.send?.(await store.count());
});
process.once('disconnect', () => {
  store.close();
  process.exit(0);
});
