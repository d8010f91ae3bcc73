import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * Incremented with every change to a table that is cached in memory (`connections`,
 * `subscriptions`), in the same transaction, by database triggers, so that nobody can forget it.
 */
@Entity('configuration_versions')
export class ConfigurationVersionEntity {
  @PrimaryColumn('text')
  name: string;

  @Column(integer({ name: 'version' }))
  version: number;
}
