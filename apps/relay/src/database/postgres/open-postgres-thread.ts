import type { Engine } from '../database.ts';
import { PostgresEngine } from './postgres-engine.ts';
import { createPool } from './postgres-pool.ts';
import type { PostgresSettings } from './postgres-pool.ts';
import { noEntities } from '../no-entities.ts';

/** One that writes, and one that reads beside it. */
const poolSize = 2;

/** Opens the database once more, for a thread that only works with statements. */
export function openPostgresThread(settings: PostgresSettings): Engine {
  const pool = createPool({ ...settings, poolSize });
  return new PostgresEngine({
    pool,
    entities: noEntities,
    entitiesOf: noEntities,
    close: () => pool.end(),
  });
}
