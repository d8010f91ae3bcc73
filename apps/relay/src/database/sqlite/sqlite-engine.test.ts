import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { WriteLock } from '../write-lock.ts';
import type { DatabaseFile } from './database-file.ts';
import { SqliteEngine } from './sqlite-engine.ts';

test('a transaction that cannot even be rolled back lets the next one run', async () => {
  const connection = new BetterSqlite3(':memory:');
  let refuses = true;
  const failing = new Proxy(connection, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (refuses && given[0] === 'ROLLBACK') {
          refuses = false;
          target.exec('ROLLBACK');
          throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
        }
        return value.apply(target, given);
      };
    },
  });
  const entities = (): never => {
    throw new Error('not here');
  };
  const engine = new SqliteEngine({
    writer: { connection: failing, entities },
    reader: { connection, entities },
    lock: new WriteLock(),
    file: { isInPlace: true, assertInPlace: () => {} } as DatabaseFile,
    close: async () => void connection.close(),
  });
  const options = { patienceMs: 1_000, inLine: true };
  const fail = () => Promise.reject(new Error('a fault'));
  await expect(engine.transaction(fail, options)).rejects.toThrow('disk I/O error');
  expect(await engine.transaction(async () => 'done', options)).toBe('done');
  await engine.close();
});
