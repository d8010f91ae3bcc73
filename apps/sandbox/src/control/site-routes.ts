import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { parse, Problem } from '../http/problem.ts';
import type { SiteContext } from '../invoice7/context.ts';
import { siteSettingsSchema } from '../invoice7/settings.ts';
import { siteTroubleSchema } from '../invoice7/trouble.ts';
import { siteInvoiceRoutes } from './site-invoice-routes.ts';
import { nothingSchema, siteControlRoot as root } from './site-schemas.ts';

const resetSchema = v.optional(
  v.strictObject({ empty: v.optional(v.boolean('must be true or false'), false) }),
  {},
);

/** Routes for the activity and behavior of the Invoice 7 site. */
export function siteControlRoutes(app: FastifyInstance, context: SiteContext): void {
  siteInvoiceRoutes(app, context);
  const { counter, rateLimit, sessions, site, store } = context;
  const nothing = (input: unknown) => parse({ schema: nothingSchema, input, where: 'body' });

  app.get(`${root}/settings`, () => store.settings.siteSettings);
  app.put(`${root}/settings`, ({ body: input }) => {
    store.settings.siteSettings = parse({ schema: siteSettingsSchema, input, where: 'body' });
    return store.settings.siteSettings;
  });

  app.get(`${root}/trouble`, () => store.settings.siteTrouble);
  app.put(`${root}/trouble`, ({ body: input }) => {
    store.settings.siteTrouble = parse({ schema: siteTroubleSchema, input, where: 'body' });
    return store.settings.siteTrouble;
  });

  app.post(`${root}/tokens/revoke`, ({ body }, reply) => {
    nothing(body);
    sessions.renewKey();
    return reply.code(204).send();
  });

  app.get(`${root}/calls`, () => {
    const data = counter.all().map(({ operation, calls, statuses }) => {
      const [method = '', path = ''] = operation.split(' ');
      return { method, path, calls, statuses };
    });
    return { calls: data.reduce((sum, { calls }) => sum + calls, 0), data };
  });
  app.delete(`${root}/calls`, (_request, reply) => {
    counter.clear();
    return reply.code(204).send();
  });

  app.post(`${root}/backup`, ({ body }) => {
    nothing(body);
    return { backupMadeAt: new Date(site.backUp()).toISOString() };
  });
  app.post(`${root}/restore`, ({ body }) => {
    nothing(body);
    const madeAt = site.restore();
    if (madeAt === undefined) {
      const detail = `There is no backup: make one first, with POST ${root}/backup.`;
      throw new Problem({ status: 409, detail });
    }
    return { backupMadeAt: new Date(madeAt).toISOString() };
  });

  app.post(`${root}/reset`, ({ body: input }, reply) => {
    site.reset(parse({ schema: resetSchema, input, where: 'body' }));
    for (const part of [counter, rateLimit, sessions]) part.clear();
    return reply.code(204).send();
  });
}
