import { Entity, PrimaryColumn } from 'typeorm';

/**
 * What events are found by, beside `EventEntity.searchTerms`: an index over the terms of each segment
 * of the log. Terms compare by their bytes, whatever the language of the database: what begins alike
 * has to stand together.
 */
@Entity('event_terms', { withoutRowid: true })
export class EventTermEntity {
  /** See `segmentSize`. */
  @PrimaryColumn('bigint')
  segment: number;

  @PrimaryColumn('text', { collation: 'BINARY' })
  term: string;

  @PrimaryColumn('bigint')
  seq: number;
}
