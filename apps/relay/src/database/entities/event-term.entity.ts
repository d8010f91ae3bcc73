import { Entity, PrimaryColumn } from 'typeorm';

/**
 * The search index of events, beside `EventEntity.searchTerms`: an index over the terms of each
 * segment of the log. Terms compare bytewise, whatever the locale of the database: terms with the
 * same prefix must be adjacent.
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
