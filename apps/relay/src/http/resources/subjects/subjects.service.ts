import { setImmediate } from 'node:timers/promises';

import { subjectKindSchema } from '@invoice-relay/core/events';
import type { AnySource } from '@invoice-relay/core/source';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import * as v from 'valibot';

import { Database } from '../../../database/database.ts';
import type { InboxWriter } from '../../../database/inbox/inbox.ts';
import { integers, sql } from '../../../database/sql/sql.ts';
import type { Sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { DeliveryQueue } from '../../../pipeline/lanes/delivery-queue.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK, DELIVERY_QUEUE, INBOX, LOGGER } from '../../../shared/tokens.ts';
import { Wake } from '../../../shared/wake.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { invalid, ProblemError } from '../../index.ts';
import { eraseEvents, eventsOf } from './erase-events.ts';
import type { ErasedSubject } from './erase-events.ts';
import type { Erasure } from './subjects.schemas.ts';

/** An activity that is not an event yet. */
interface WaitingActivity {
  readonly seq: number;
  readonly activityId: string;
  readonly raw: Uint8Array;
}

/** Where such activities are stored. */
interface Waiting {
  /** Selects the next ones after a `seq`, at most `waitingAtOnce`. */
  readonly after: (seq: number) => Sql;
  readonly remove: (seqs: readonly number[]) => Sql;
}

/** How long an erasure waits for the projector, which usually takes moments. Milliseconds. */
const projectedWithinMs = 10_000;

/** Each is up to a megabyte. */
const waitingAtOnce = 50;

/** Erases what the relay stores about one subject, wherever it is. */
@Injectable()
export class SubjectsService {
  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
    private readonly wake: Wake,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(INBOX) private readonly inbox: InboxWriter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @throws {ProblemError} 400 if there is no such kind of subject; 503 if what was acknowledged does
   *   not become events in time
   */
  async erase(subject: ErasedSubject): Promise<Erasure> {
    const { connectionId, id } = subject;
    const kind = v.safeParse(subjectKindSchema, subject.kind);
    if (!kind.success) {
      const message = `must be one of: ${subjectKindSchema.options.join(', ')}`;
      throw invalid([{ path: 'kind', message }]);
    }
    // What was acknowledged becomes events first, which are erased like all others.
    if (!(await this.inbox.projected({ withinMs: projectedWithinMs }))) throw inboxWaits();
    const erasure = await this.database.write(async (tx) => {
      const found = await eventsOf(tx, subject);
      // Events that waited for a document no longer wait.
      await this.queue.ready(tx, { eventSeqs: found.map(({ seq }) => Number(seq)) });
      const now = this.clock.now();
      const { pending, ...log } = await eraseEvents(tx, { subject, found, now });
      const erased = { ...log, ...(await this.#eraseWaiting(tx, subject)) };
      this.database.afterCommit(() => {
        this.logger.info({ connectionId, kind: kind.output, erased }, 'subject erased');
        // What was read ahead, in whatever process, still has the data.
        for (const { subscriptionId } of pending) this.wake.changed(subscriptionId);
      });
      const pendingDeliveries = pending.reduce((sum, { count }) => sum + Number(count), 0);
      return { connectionId, kind: kind.output, id, erased, pendingDeliveries };
    });
    if (!(await this.database.forget()) || !(await this.inbox.forget())) {
      this.logger.warn(
        { connectionId, kind: kind.output },
        'erased data stays in a write-ahead log for some time because the database is busy; erase it again to be sure',
      );
    }
    return erasure;
  }

  async #eraseWaiting(
    tx: Transaction,
    subject: ErasedSubject,
  ): Promise<Pick<Erasure['erased'], 'unconfirmedActivities' | 'backfillFinds'>> {
    const { connectionId } = subject;
    const connection = await tx.first<{ source: string }>(
      sql`SELECT "source" FROM "connections" WHERE "id" = ${connectionId}`,
    );
    const source = this.sources.get(connection?.source ?? '');
    if (source === undefined) return { unconfirmedActivities: 0, backfillFinds: 0 };
    const eraseAbout = (waiting: Waiting) => this.#eraseAbout(tx, { source, subject, waiting });
    return {
      unconfirmedActivities: await eraseAbout({
        after: (seq) => sql`SELECT "seq", "activity_id" AS "activityId", "raw"
            FROM "unconfirmed_activities"
            WHERE "connection_id" = ${connectionId} AND "seq" > ${seq}
            ORDER BY "seq" LIMIT ${waitingAtOnce}`,
        remove: (seqs) =>
          sql`DELETE FROM "unconfirmed_activities" WHERE "seq" IN ${integers(seqs)}`,
      }),
      backfillFinds: await eraseAbout({
        after: (seq) => sql`SELECT f."seq", f."activity_id" AS "activityId", f."raw"
            FROM "backfill_finds" f JOIN "backfills" b ON b."id" = f."backfill_id"
            WHERE b."connection_id" = ${connectionId} AND f."seq" > ${seq}
            ORDER BY f."seq" LIMIT ${waitingAtOnce}`,
        remove: (seqs) => sql`DELETE FROM "backfill_finds" WHERE "seq" IN ${integers(seqs)}`,
      }),
    };
  }

  /** In batches, as there may be many, and long ones. @returns how many it erased */
  async #eraseAbout(
    tx: Transaction,
    options: {
      readonly source: AnySource;
      readonly subject: ErasedSubject;
      readonly waiting: Waiting;
    },
  ): Promise<number> {
    const { source, subject, waiting } = options;
    let erased = 0;
    let last = 0;
    for (;;) {
      const batch = await tx.all<WaitingActivity>(waiting.after(last));
      const seqs = batch
        .filter((activity) => this.#isAbout(source, activity, subject))
        .map(({ seq }) => Number(seq));
      if (seqs.length > 0) erased += await tx.run(waiting.remove(seqs));
      if (batch.length < waitingAtOnce) return erased;
      last = Number(batch.at(-1)?.seq);
      // Webhooks are answered in between, with an embedded database, too.
      await setImmediate();
    }
  }

  #isAbout(
    source: AnySource,
    { activityId, raw }: WaitingActivity,
    subject: ErasedSubject,
  ): boolean {
    try {
      const seenAt = new Date(this.clock.now()).toISOString();
      return source
        .normalize({ id: activityId, raw, seenAt })
        .some((event) => event.subject?.kind === subject.kind && event.subject.id === subject.id);
    } catch {
      // It cannot be read, so it is unknown what it is about.
      return false;
    }
  }
}

function inboxWaits(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'inbox_waiting',
    detail:
      'Webhooks that were acknowledged have not become events yet, and may be about this subject. Nothing was erased. Try again in a minute; if this persists, see `GET /readyz`.',
    headers: { 'retry-after': '60' },
  });
}
