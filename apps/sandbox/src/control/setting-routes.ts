import { signatureSchemeSchema } from '@invoice-relay/core/signature';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { activityTypes } from '../envoice/activity-types.ts';
import { parse } from '../http/problem.ts';
import { effectiveTrouble, troubleSchema } from '../sender/trouble.ts';
import type { Context } from './context.ts';

const attemptsQuerySchema = v.object({
  webhookId: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be a whole number'), v.transform(Number)),
  ),
  limit: v.pipe(
    v.optional(v.string(), '100'),
    v.regex(/^\d{1,4}$/, 'must be a whole number from 1 to 1000'),
    v.transform(Number),
    v.minValue(1, 'must be a whole number from 1 to 1000'),
    v.maxValue(1_000, 'must be a whole number from 1 to 1000'),
  ),
});

/** Routes for signatures, vendor behavior and call statistics. */
export function settingRoutes(app: FastifyInstance, context: Context): void {
  const { counter, sender, store } = context;

  app.get('/control/signature', () => store.settings.scheme);
  app.put('/control/signature', (request) => {
    store.settings.scheme = parse({
      schema: signatureSchemeSchema,
      input: request.body,
      where: 'body',
    });
    return store.settings.scheme;
  });

  app.get('/control/trouble', () => effectiveTrouble(store.settings.trouble));
  app.put('/control/trouble', (request) => {
    store.settings.trouble = parse({ schema: troubleSchema, input: request.body, where: 'body' });
    sender.ring();
    return effectiveTrouble(store.settings.trouble);
  });

  app.get('/control/attempts', (request) => {
    const { webhookId, limit } = parse({
      schema: attemptsQuerySchema,
      input: request.query,
      where: 'query',
    });
    const attempts = store.attempts.newest({
      limit,
      ...(webhookId !== undefined && { webhookId }),
    });
    return {
      data: attempts.map(({ triedAt, ...attempt }) => ({
        ...attempt,
        accepted: attempt.status === 200,
        triedAt: new Date(triedAt).toISOString(),
      })),
    };
  });

  app.get('/control/activity-types', () => ({
    data: activityTypes.map(({ name, about }, ordinal) => ({ ordinal, name, about })),
  }));

  app.get('/control/calls', () => ({ data: counter.all() }));

  app.post('/control/reset', (_request, reply) => {
    context.reset();
    sender.ring();
    return reply.code(204).send();
  });
}
