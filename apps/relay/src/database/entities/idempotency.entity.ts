import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** The remembered response to an unsafe request with an `Idempotency-Key`. */
@Entity('idempotency')
@Index('idempotency_created', ['createdAt'])
export class IdempotencyEntity {
  /** The fingerprint of API key and idempotency key. */
  @PrimaryColumn('text')
  key: string;

  /** The fingerprint of method, path and body: using the key for another request is a mistake. */
  @Column('text')
  request: string;

  @Column('integer')
  status: number;

  /** Sealed, as a response may show a secret once. */
  @Column('text')
  response: string;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;
}

/** The purpose that a remembered response is sealed for. */
export const responsePlace = (key: string): string => `idempotency/${key}`;
