import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';

import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { Database } from '../../../database/database.ts';
import { QuarantineEntity } from '../../../database/entities/quarantine.entity.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { QuarantineReader } from '../../../pipeline/quarantine/quarantine-reader.ts';
import { cursors, decodeCursor, notFound, toPage } from '../../index.ts';
import type { Page } from '../../index.ts';
import type {
  QuarantinedDetail,
  QuarantinedView,
  QuarantineList,
  RetryResult,
} from './quarantine.schemas.ts';

/** What could not be read or verified, for administrators. */
@Injectable()
export class QuarantineService {
  constructor(
    private readonly database: Database,
    private readonly reader: QuarantineReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(query: QuarantineList): Promise<Page<QuarantinedView>> {
    const { limit, connectionId } = query;
    const after = decodeCursor({ after: query.after, schema: cursors.seq })?.[0] ?? 0;
    const rows = await this.database.read((tx) =>
      tx.entities.find(QuarantineEntity, {
        // Neither the bodies, of up to 1 MiB each, nor the headers.
        select: listed,
        where: { seq: MoreThan(after), ...(connectionId === undefined ? {} : { connectionId }) },
        order: { seq: 'ASC' },
        take: limit + 1,
      }),
    );
    return toPage({ rows, limit, cursorOf: ({ seq }) => [seq], view });
  }

  /** @throws {ProblemError} 404 */
  async get(id: string): Promise<QuarantinedDetail> {
    const row = await this.database.read((tx) => find(tx, id));
    return {
      ...view(row),
      method: row.method,
      headers: JSON.parse(row.headers),
      bodyBase64: Buffer.from(row.body).toString('base64'),
    };
  }

  /** @throws {ProblemError} 404 */
  async remove(id: string): Promise<void> {
    await this.database.write(async (tx) => {
      await find(tx, id);
      await tx.entities.delete(QuarantineEntity, { id });
    });
  }

  /** @throws {ProblemError} 404 */
  async retry(id: string): Promise<RetryResult> {
    const row = await this.database.read((tx) => find(tx, id));
    const result = await this.reader.read(row);
    if (result.status !== 'quarantined') {
      return { status: result.status, events: [...result.eventIds], detail: null };
    }
    const { reason, detail } = result.problem;
    await this.database.write((tx) =>
      tx.entities.update(QuarantineEntity, { id }, { reason, detail, retriedAt: this.clock.now() }),
    );
    return { status: 'quarantined', events: [], detail };
  }
}

async function find(tx: Transaction, id: string): Promise<QuarantineEntity> {
  const row = await tx.entities.findOneBy(QuarantineEntity, { id });
  if (row === null) throw notFound('quarantined item', id);
  return row;
}

/** What a list shows. */
const listed = {
  seq: true,
  id: true,
  connectionId: true,
  source: true,
  reason: true,
  detail: true,
  authentic: true,
  via: true,
  activityId: true,
  size: true,
  receivedAt: true,
  retriedAt: true,
} as const;

function view(row: Pick<QuarantineEntity, keyof typeof listed>): QuarantinedView {
  const { id, connectionId, source, reason, detail, authentic, via, activityId, size } = row;
  return {
    id,
    connectionId,
    source,
    reason,
    detail,
    authentic: Boolean(authentic),
    via,
    activityId,
    size,
    receivedAt: new Date(row.receivedAt).toISOString(),
    retriedAt: row.retriedAt === null ? null : new Date(row.retriedAt).toISOString(),
  };
}
