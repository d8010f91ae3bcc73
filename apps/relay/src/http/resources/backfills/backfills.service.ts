import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';

import { cursors, decodeCursor, notFound, toPage } from '../../index.ts';
import type { ListQuery, Page } from '../../index.ts';
import { Database } from '../../../database/database.ts';
import { BackfillEntity } from '../../../database/entities/backfill.entity.ts';
import { ConnectionEntity } from '../../../database/entities/connection.entity.ts';
import { backfillView } from './backfill-view.ts';
import type { BackfillView } from './backfills.schemas.ts';

/** Reads backfills, including those of deleted connections. */
@Injectable()
export class BackfillsService {
  constructor(private readonly database: Database) {}

  /**
   * Newest first.
   *
   * @throws {ProblemError} 404
   */
  async list(options: {
    readonly connectionId: string;
    readonly query: ListQuery;
  }): Promise<Page<BackfillView>> {
    const { connectionId, query } = options;
    const after = decodeCursor({ after: query.after, schema: cursors.id });
    const rows = await this.database.read(async (transaction) => {
      if (!(await transaction.entities.existsBy(ConnectionEntity, { id: connectionId }))) {
        throw notFound('connection', connectionId);
      }
      return transaction.entities.find(BackfillEntity, {
        where: { connectionId, ...(after === undefined ? {} : { id: LessThan(after[0]) }) },
        order: { id: 'DESC' },
        take: query.limit + 1,
      });
    });
    return toPage({ rows, limit: query.limit, cursorOf: ({ id }) => [id], view: backfillView });
  }

  /** @throws {ProblemError} 404 */
  async get(id: string): Promise<BackfillView> {
    const backfill = await this.database.read((transaction) =>
      transaction.entities.findOneBy(BackfillEntity, { id }),
    );
    if (backfill === null) throw notFound('backfill', id);
    return backfillView(backfill);
  }
}
