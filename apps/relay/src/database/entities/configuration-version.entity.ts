import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * Rises with every change of a table that is kept in memory (`connections`, `subscriptions`), in
 * the very transaction of the change: triggers of the database see to it, so that nobody forgets.
 */
@Entity('configuration_versions')
export class ConfigurationVersionEntity {
  @PrimaryColumn('text')
  name: string;

  @Column(integer({ name: 'version' }))
  version: number;
}
