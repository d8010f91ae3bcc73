import { Readable } from 'node:stream';

import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { ordinalOf } from '../envoice/activity-types.ts';
import { parse } from '../http/problem.ts';
import { type Plan, planBurst, planMonth } from '../shop/plan.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';

/** The vendor's ids are int32. */
const int32 = 2_147_483_647;
const notAType =
  'must be the name of an activity type (such as Paid) or a number; GET /control/activity-types lists the names';
const typeSchema = v.union(
  [
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(int32)),
    v.pipe(
      v.string(),
      v.transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : ordinalOf(text))),
      v.number(),
    ),
  ],
  notAType,
);
/** The vendor uses both 0 and null for "none". */
const documentIdSchema = v.pipe(
  v.nullish(
    v.pipe(
      v.number('must be a whole number'),
      v.integer('must be a whole number'),
      v.minValue(0, 'must not be negative'),
      v.maxValue(int32, `must be at most ${int32}`),
    ),
  ),
  v.transform((id) => id || undefined),
);
const singleSchema = v.strictObject({
  type: typeSchema,
  invoiceId: documentIdSchema,
  orderId: documentIdSchema,
  estimationId: documentIdSchema,
  message: v.optional(
    v.pipe(v.string('must be text'), v.maxLength(10_000, 'must have at most 10000 characters')),
  ),
});
const burstSchema = v.optional(
  v.strictObject({
    count: v.optional(
      v.pipe(
        v.number('must be a whole number'),
        v.integer('must be a whole number'),
        v.minValue(1, 'must be at least 1'),
        v.maxValue(100_000, 'must be at most 100000'),
      ),
      10_000,
    ),
  }),
  {},
);
const monthSchema = v.optional(v.strictObject({}), {});

/** Routes for the account's activities. */
export function activityRoutes(app: FastifyInstance, context: Context): void {
  const { recorder, sender, store, runtime } = context;

  app.get('/control/activities', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(Readable.from(allActivities(store))),
  );

  app.post('/control/activities', (request, reply) => {
    const activity = parse({ schema: singleSchema, input: request.body, where: 'body' });
    const { record } = recorder.single(activity);
    sender.ring();
    return reply.code(201).type('application/json; charset=utf-8').send(record);
  });

  const recordPlan = (plan: Plan) => {
    const recorded = recorder.plan(plan);
    sender.ring();
    return recorded;
  };

  app.post('/control/burst', (request, reply) => {
    const { count } = parse({ schema: burstSchema, input: request.body, where: 'body' });
    const plan = planBurst({ count, now: runtime.now(), random: runtime.random });
    return reply.code(201).send(recordPlan(plan));
  });

  app.post('/control/month', (request, reply) => {
    parse({ schema: monthSchema, input: request.body, where: 'body' });
    const plan = planMonth({ now: runtime.now(), random: runtime.random });
    return reply.code(201).send(recordPlan(plan));
  });
}

/** Streams `{"data": […]}` page by page, each activity byte for byte as recorded. */
async function* allActivities(store: Store): AsyncGenerator<string> {
  yield '{"data":[';
  let id = 0;
  for (;;) {
    const page = store.activities.after({ id, limit: 1_000 });
    const last = page.at(-1);
    if (last === undefined) break;
    yield (id === 0 ? '' : ',') + page.map(({ record }) => record).join(',');
    id = last.id;
  }
  yield ']}';
}
