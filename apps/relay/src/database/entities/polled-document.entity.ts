import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** What a polling source remembers about one document. */
@Entity('polled_documents')
@Index('polled_documents_due', ['connectionId', 'dueAt'], { where: `"due_at" IS NOT NULL` })
export class PolledDocumentEntity {
  @PrimaryColumn('text', { name: 'connection_id' })
  connectionId: string;

  /** The source's own name for it. */
  @PrimaryColumn('text', { name: 'document_key' })
  key: string;

  /** JSON. */
  @Column('text')
  value: string;

  /** When the source wants to check it again, in epoch milliseconds. */
  @Column(integer({ name: 'due_at', nullable: true }))
  dueAt: number | null;
}
