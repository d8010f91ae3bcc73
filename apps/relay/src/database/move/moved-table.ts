import type { EntityMetadata } from 'typeorm';

import { ConfigurationVersionEntity } from '../entities/configuration-version.entity.ts';
import { ProjectionEntity } from '../entities/projection.entity.ts';
import type { ColumnType } from '../sql/sql.ts';

/** A table that both engines have. */
export interface MovedTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
  /** The column that the database numbers itself. */
  readonly numbered: string | undefined;
}

/**
 * What belongs to one database and means nothing in another: positions in its inbox, versions of
 * its caches.
 */
const staysBehind: ReadonlySet<unknown> = new Set([ConfigurationVersionEntity, ProjectionEntity]);

/** An entity's name of a type, and the seam's. */
const columnTypes: Readonly<Record<string, ColumnType>> = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  double: 'double',
  'double precision': 'double',
  boolean: 'boolean',
  blob: 'bytes',
};

/** Every table to be copied, read from the entities: so that a new one cannot be forgotten. */
export function movedTables(entities: readonly EntityMetadata[]): readonly MovedTable[] {
  return entities
    .filter(({ target }) => !staysBehind.has(target))
    .map((entity) => ({
      name: entity.tableName,
      columns: Object.fromEntries(
        entity.columns.map(({ databaseName, type, isGenerated }) => [
          databaseName,
          isGenerated ? 'bigint' : columnType(entity.tableName, String(type)),
        ]),
      ),
      key: entity.primaryColumns.map(({ databaseName }) => databaseName),
      numbered: entity.generatedColumns[0]?.databaseName,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function columnType(table: string, type: string): ColumnType {
  const known = columnTypes[type];
  if (known === undefined)
    throw new TypeError(`${table}: no rule for moving the column type ${type}.`);
  return known;
}
