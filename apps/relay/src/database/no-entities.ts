import type { EntityManager } from 'typeorm';

/** For threads that only work with statements. */
export function noEntities(): EntityManager {
  throw new Error('This thread has no entities: write the statement with `sql`.');
}
