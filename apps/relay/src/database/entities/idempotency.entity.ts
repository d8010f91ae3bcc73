import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** The remembered answer to an unsafe call that carried an `Idempotency-Key`. */
@Entity('idempotency')
@Index('idempotency_created', ['createdAt'])
export class IdempotencyEntity {
  /** The fingerprint of API key and idempotency key. */
  @PrimaryColumn('text')
  key: string;

  /** The fingerprint of method, path and body: the same key for another request is a mistake. */
  @Column('text')
  request: string;

  @Column('integer')
  status: number;

  /** Sealed, as an answer may show a secret once. */
  @Column('text')
  response: string;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;
}

/** What a remembered answer is sealed for. */
export const answerPlace = (key: string): string => `idempotency/${key}`;
