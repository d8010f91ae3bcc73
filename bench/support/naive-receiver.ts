import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * What a careful person writes in an hour: a bare HTTP server that flushes each body to SQLite
 * before it answers, one commit for each. It verifies nothing, normalizes nothing, delivers nothing.
 *
 * Runs in a process of its own and tells its URL to its parent.
 */
const folder = mkdtempSync(join(tmpdir(), 'naive-'));
const database = new DatabaseSync(join(folder, 'naive.sqlite'));
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
database.exec('CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB)');
const insert = database.prepare('INSERT INTO bodies (body) VALUES (?)');

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.once('end', () => {
    insert.run(Buffer.concat(chunks));
    outgoing.writeHead(200).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
