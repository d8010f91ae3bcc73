import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/** The event log. `seq` is the log order: of lists, and of deliveries. */
@Entity('events')
@Index('events_id', ['id'], { unique: true })
@Index('events_connection', ['connectionId', 'seq'])
@Index('events_type', ['type', 'seq'])
@Index('events_subject', ['subjectId', 'connectionId', 'subjectKind', 'seq'])
@Index('events_occurred', ['occurredAt', 'seq'])
@Index('events_enriching', ['connectionId', 'subjectKind', 'subjectId', 'seq'], {
  where: `"enrich_until" IS NOT NULL`,
})
@Index('events_waiting', ['connectionId', 'enrichUntil', 'seq'], {
  where: `"enrich_until" IS NOT NULL`,
})
export class EventEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column('text')
  id: string;

  @Column('text', { name: 'connection_id' })
  connectionId: string;

  @Column('text', { name: 'activity_id' })
  activityId: string;

  @Column('text')
  type: string;

  @Column('text', { name: 'subject_kind', nullable: true })
  subjectKind: string | null;

  @Column('text', { name: 'subject_id', nullable: true })
  subjectId: string | null;

  /** The event's timestamp in epoch milliseconds; `body` contains every digit of it. */
  @Column(integer({ name: 'occurred_at' }))
  occurredAt: number;

  @Column(integer({ name: 'received_at' }))
  receivedAt: number;

  /**
   * Until when the vendor may be asked for the document that the event is about; null if nothing is
   * to be asked any more. Until then the event is not delivered, and its body may change.
   */
  @Column(integer({ name: 'enrich_until', nullable: true }))
  enrichUntil: number | null;

  /**
   * The newest event of its subject that was stored before this one, by the vendor's dates: null if
   * this one is the newest, 0 if neither it nor any earlier one has a date from the vendor. So the
   * last event of a subject knows its newest, however late it is itself.
   */
  @Column(integer({ name: 'newer_seq', nullable: true }))
  newerSeq: number | null;

  /** The W3C trace context (`traceparent`) that its attempts continue; null without tracing. */
  @Column('text', { nullable: true })
  trace: string | null;

  /**
   * The types of the event that this one corrects, and of those that it had corrected itself,
   * separated by line feeds: subscriptions that select any of them receive this one. Null if it
   * corrects none.
   */
  @Column('text', { name: 'corrected_type', nullable: true })
  correctedTypes: string | null;

  /** Its search terms, as in `event_terms`: each preceded by a line feed. Null if it has none. */
  @Column('text', { name: 'search_terms', nullable: true })
  searchTerms: string | null;

  /**
   * The body that subscribers receive, serialized once: every attempt and every response sends
   * these bytes.
   */
  @Column('text')
  body: string;
}
