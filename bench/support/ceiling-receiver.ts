import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The least that a careful receiver does: Fastify, an HMAC over the activity's bytes, JSON.parse,
 * and an insert with a unique id, many requests in one commit, flushed (`synchronous = FULL`) before
 * their 200. It normalizes nothing and delivers nothing.
 *
 * Runs in a process of its own and tells its URL to its parent; asked, it says how many rows it has.
 */
const require = createRequire(new URL('../../apps/relay/package.json', import.meta.url));
const { fastify } = require('fastify');
const Database = require('better-sqlite3');

const secret = process.argv[2] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'ceiling-'));
const database = new Database(join(folder, 'ceiling.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL)');
const insert = database.prepare(
  'INSERT INTO bodies (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING',
);

let waiting: { readonly id: number; readonly body: Buffer; readonly done: () => void }[] = [];
const commit = database.transaction((group: typeof waiting) => {
  for (const { id, body } of group) insert.run(id, body);
});
function flush(): void {
  const group = waiting;
  waiting = [];
  commit.immediate(group);
  for (const { done } of group) done();
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
      if (waiting.push({ id: parsed.Activity.Id, body, done }) === 1) setImmediate(flush);
    });
    return { status: 'accepted' };
  },
);
await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.(`http://127.0.0.1:${server.addresses()[0]?.port}/ceiling`);
process.on('message', () => {
  process.send?.(database.prepare('SELECT COUNT(*) FROM bodies').pluck().get());
});
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
