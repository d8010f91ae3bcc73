import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** How far the projector has read the inbox: written in the transaction of its results. */
@Entity('projections')
export class ProjectionEntity {
  @PrimaryColumn('text')
  name: string;

  /** The last row of the inbox whose activities are in the log. */
  @Column(integer({ name: 'place' }))
  place: number;
}
