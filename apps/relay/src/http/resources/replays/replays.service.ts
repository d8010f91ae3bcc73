import { Inject, Injectable } from '@nestjs/common';

import { cursors, decodeCursor, notFound, toPage } from '../../index.ts';
import type { CallerKey, Effect, Page } from '../../index.ts';
import { Database } from '../../../database/database.ts';
import { ReplayEntity } from '../../../database/entities/replay.entity.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { filterOf, lastEventSeq } from '../../../database/tables/replays.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { ReplayCancellation } from '../../../pipeline/replay/replay-cancellation.ts';
import { ReplayHandler } from '../../../pipeline/replay/replay-handler.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { newId } from '../../../shared/ids/new-id.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { Wake } from '../../../shared/wake.ts';
import { ReplayCounts } from './replay-counts.ts';
import { ReplayProgress } from './replay-progress.ts';
import type { Progress } from './replay-progress.ts';
import { findFor, mayManage, canReadAll } from '../subscriptions/subscription-access.ts';
import type { CreateReplay, ReplayList, ReplayView } from './replays.schemas.ts';
import { isoTime } from '../../../shared/clock/iso-time.ts';

/** Replays, deliveries created again for a range of past events: count, create, show, cancel. */
@Injectable()
export class ReplaysService {
  readonly #counts = new ReplayCounts();
  readonly #progress = new ReplayProgress();

  constructor(
    private readonly database: Database,
    private readonly handler: ReplayHandler,
    private readonly cancellation: ReplayCancellation,
    private readonly wake: Wake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Counts, which takes seconds in a long log: call it outside of a transaction, as others write
   * meanwhile.
   *
   * @returns creates the replay; a dry run creates none
   * @throws {ProblemError} 400, or 404 if the key does not see the subscription
   */
  async prepare(options: {
    readonly body: CreateReplay;
    readonly key: CallerKey;
  }): Promise<Effect<ReplayView>> {
    const { body, key } = options;
    const replay = await this.database.read(async (tx) => {
      const subscription = await findFor(tx, { id: body.subscriptionId, key });
      return this.#plan(tx, { body, subscription });
    });
    if (body.dryRun) return async () => ({ ...view(replay, {}), id: null, state: 'dry_run' });
    return () =>
      this.database.write(async (tx) => {
        await findFor(tx, { id: body.subscriptionId, key });
        await tx.entities.insert(ReplayEntity, replay);
        await this.handler.schedule(tx, replay);
        // What was read ahead may have to wait for older events of its lane.
        this.database.afterCommit(() => this.wake.changed(replay.subscriptionId));
        return view(replay, {});
      });
  }

  async #plan(
    tx: Transaction,
    options: { readonly body: CreateReplay; readonly subscription: SubscriptionEntity },
  ): Promise<ReplayEntity> {
    const { body, subscription } = options;
    const now = this.clock.now();
    const fromTime = body.from === undefined ? null : Date.parse(body.from);
    const toTime = body.to === undefined ? null : Date.parse(body.to);
    const endSeq = await lastEventSeq(tx);
    const replay: ReplayEntity = {
      id: newId({ prefix: 'rpl', now }),
      subscriptionId: subscription.id,
      eventTypes: body.eventTypes === undefined ? null : JSON.stringify(body.eventTypes),
      fromTime,
      toTime,
      deliveryStatuses: body.status === undefined ? null : JSON.stringify(body.status),
      position: 0,
      endSeq,
      total: 0,
      enqueued: 0,
      status: 'running',
      createdAt: now,
      finishedAt: null,
    };
    const filter = filterOf(replay, subscription);
    return { ...replay, total: await this.#counts.count(tx, { filter, upTo: endSeq, now }) };
  }

  async list(options: {
    readonly query: ReplayList;
    readonly key: CallerKey;
  }): Promise<Page<ReplayView>> {
    const { query, key } = options;
    const after = decodeCursor({ after: query.after, schema: cursors.id })?.[0];
    return this.database.read(async (tx) => {
      const rows = await findPage(tx, { ...query, key, after });
      const progress = await this.#progress.of(
        tx,
        rows.map(({ id }) => id),
      );
      return toPage({
        rows,
        limit: query.limit,
        cursorOf: ({ id }) => [id],
        view: (replay) => view(replay, progress.get(replay.id) ?? {}),
      });
    });
  }

  /** @throws {ProblemError} 404 */
  get(target: { readonly id: string; readonly key: CallerKey }): Promise<ReplayView> {
    return this.database.read(async (tx) => {
      const replay = await find(tx, target);
      const progress = await this.#progress.of(tx, [replay.id]);
      return view(replay, progress.get(replay.id) ?? {});
    });
  }

  /**
   * Creates no more deliveries, and cancels those that are not delivered: the newest of them
   * immediately, and all others within moments.
   *
   * @throws {ProblemError} 404
   */
  async cancel(target: { readonly id: string; readonly key: CallerKey }): Promise<void> {
    await this.database.write(async (tx) => {
      await this.cancellation.begin(tx, await find(tx, target));
    });
  }
}

/** One more than the limit. A key may have created any number of subscriptions. */
function findPage(
  tx: Transaction,
  page: Pick<ReplayList, 'subscriptionId' | 'limit'> & {
    readonly key: CallerKey;
    readonly after: string | undefined;
  },
): Promise<ReplayEntity[]> {
  const { key, subscriptionId, after, limit } = page;
  const query = tx.entities.createQueryBuilder(ReplayEntity, 'r');
  if (subscriptionId !== undefined)
    query.andWhere('r.subscriptionId = :subscriptionId', { subscriptionId });
  if (!canReadAll(key)) {
    const own = `SELECT "id" FROM "subscriptions" WHERE "api_key_id" = :madeBy`;
    query.andWhere(`r.subscriptionId IN (${own})`, { madeBy: key.id });
  }
  if (after !== undefined) query.andWhere('r.id > :after', { after });
  return query
    .orderBy('r.id')
    .limit(limit + 1)
    .getMany();
}

async function find(
  tx: Transaction,
  { id, key }: { readonly id: string; readonly key: CallerKey },
): Promise<ReplayEntity> {
  const replay = await tx.entities.findOneBy(ReplayEntity, { id });
  if (replay === null) throw notFound('replay', id);
  if (canReadAll(key)) return replay;
  const subscription = await tx.entities.findOneBy(SubscriptionEntity, {
    id: replay.subscriptionId,
  });
  // It learns nothing about others' subscriptions.
  if (subscription === null || !mayManage(key, subscription)) throw notFound('replay', id);
  return replay;
}

function view(replay: ReplayEntity, progress: Progress): ReplayView {
  const { id, subscriptionId, eventTypes, deliveryStatuses, total, enqueued } = replay;
  return {
    id,
    subscriptionId,
    from: isoTime(replay.fromTime),
    to: isoTime(replay.toTime),
    eventTypes: eventTypes === null ? null : JSON.parse(eventTypes),
    status: deliveryStatuses === null ? null : JSON.parse(deliveryStatuses),
    state: replay.status,
    total,
    enqueued,
    pending: progress.pending ?? 0,
    delivered: progress.delivered ?? 0,
    dead: progress.dead ?? 0,
    createdAt: isoTime(replay.createdAt),
    finishedAt: isoTime(replay.finishedAt),
  };
}
