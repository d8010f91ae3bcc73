import type { Engine } from '../database.ts';
import type { WriteLock } from '../write-lock.ts';
import { DatabaseFile } from './database-file.ts';
import { openSqliteConnection } from './sqlite-connection.ts';
import { SqliteEngine } from './sqlite-engine.ts';
import { noEntities } from '../no-entities.ts';

/** Opens the embedded database once more, for a thread that only works with statements. */
export function openSqliteThread(options: {
  readonly path: string;
  readonly lock: WriteLock;
}): Engine {
  const { path, lock } = options;
  const writer = openSqliteConnection({ path });
  const reader = openSqliteConnection({ path, readOnly: true });
  return new SqliteEngine({
    writer: { connection: writer, entities: noEntities },
    reader: { connection: reader, entities: noEntities },
    lock,
    file: new DatabaseFile(path),
    async close() {
      reader.close();
      writer.close();
    },
  });
}
