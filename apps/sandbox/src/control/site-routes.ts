import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { parse, Problem } from '../http/problem.ts';
import { changeSchema } from '../invoice7/body.ts';
import type { SiteContext } from '../invoice7/context.ts';
import { siteTroubleSchema } from '../invoice7/trouble.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';
import { siteInvoiceControlView } from './site-invoice-view.ts';

const root = '/control/invoice7';
const idSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'must be the id that GET /control/invoice7/invoices gives'),
  v.transform(Number),
);
const manySchema = v.strictObject({
  count: v.pipe(
    v.number('must be a whole number'),
    v.integer('must be a whole number'),
    v.minValue(1, 'must be at least 1'),
    v.maxValue(100_000, 'must be at most 100000'),
  ),
});
const nothingSchema = v.optional(v.strictObject({}), {});

interface Invoice {
  readonly Params: { readonly id: string };
}

/** What happens at the Invoice 7 site, and how it behaves. */
export function siteControlRoutes(app: FastifyInstance, context: SiteContext): void {
  invoiceRoutes(app, context);
  const { counter, rateLimit, site, store } = context;

  app.get(`${root}/trouble`, () => store.settings.siteTrouble);
  app.put(`${root}/trouble`, (request) => {
    store.settings.siteTrouble = parse({
      schema: siteTroubleSchema,
      input: request.body,
      where: 'body',
    });
    return store.settings.siteTrouble;
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

  app.post(`${root}/backup`, (request) => {
    parse({ schema: nothingSchema, input: request.body, where: 'body' });
    return { backupMadeAt: new Date(site.backUp()).toISOString() };
  });
  app.post(`${root}/restore`, (request) => {
    parse({ schema: nothingSchema, input: request.body, where: 'body' });
    const madeAt = site.restore();
    if (madeAt === undefined) {
      const detail = `There is no backup: make one first, with POST ${root}/backup.`;
      throw new Problem({ status: 409, detail });
    }
    return { backupMadeAt: new Date(madeAt).toISOString() };
  });

  app.post(`${root}/reset`, (request, reply) => {
    parse({ schema: nothingSchema, input: request.body, where: 'body' });
    site.reset();
    counter.clear();
    rateLimit.clear();
    return reply.code(204).send();
  });
}

function invoiceRoutes(app: FastifyInstance, { site }: SiteContext): void {
  const view = siteInvoiceControlView;

  app.get(`${root}/invoices`, () => ({ data: site.all().map(view) }));
  app.get<Invoice>(`${root}/invoices/:id`, ({ params }) => view(find(params.id)));

  app.post(`${root}/invoices`, ({ body }, reply) => {
    if (typeof body === 'object' && body !== null && 'count' in body) {
      const { count } = parse({ schema: manySchema, input: body, where: 'body' });
      return reply.code(201).send(site.makeUpMany(count));
    }
    const change = parse({ schema: v.optional(changeSchema, {}), input: body, where: 'body' });
    return reply.code(201).send(view(site.makeUp(change)));
  });

  app.patch<Invoice>(`${root}/invoices/:id`, ({ params, body }) => {
    const invoice = find(params.id);
    const change = parse({ schema: changeSchema, input: body, where: 'body' });
    return view(site.change({ invoice, change }));
  });

  app.post<Invoice>(`${root}/invoices/:id/pay`, ({ params, body }) => {
    const invoice = find(params.id);
    parse({ schema: nothingSchema, input: body, where: 'body' });
    if (invoice.content.pay_status === 'paid') return view(invoice);
    return view(site.change({ invoice, change: { pay_status: 'paid' } }));
  });

  app.delete<Invoice>(`${root}/invoices/:id`, ({ params }, reply) => {
    site.remove(find(params.id));
    return reply.code(204).send();
  });

  function find(given: string): SiteInvoice {
    const id = parse({ schema: idSchema, input: given, where: 'path' });
    const invoice = site.find(String(id));
    if (invoice?.id === id) return invoice;
    const detail = `The site has no invoice ${id}: GET ${root}/invoices lists those that it has.`;
    throw new Problem({ status: 404, detail });
  }
}
