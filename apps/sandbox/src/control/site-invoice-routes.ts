import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { parse, Problem } from '../http/problem.ts';
import { DatabaseRefusal, readSent } from '../invoice7/body.ts';
import type { SiteContext } from '../invoice7/context.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';
import { siteInvoiceControlView } from './site-invoice-view.ts';
import {
  changedInvoiceSchema,
  madeUpInvoiceSchema,
  manyInvoicesSchema,
  nothingSchema,
  siteControlRoot as root,
  siteInvoiceIdSchema,
} from './site-schemas.ts';

interface Invoice {
  readonly Params: { readonly id: string };
}

/** Routes for invoice actions in Drupal that the API does not offer. */
export function siteInvoiceRoutes(app: FastifyInstance, { site, store }: SiteContext): void {
  const { siteInvoices } = store;
  const view = (invoice: SiteInvoice) =>
    siteInvoiceControlView({
      invoice,
      settings: store.settings.siteSettings,
      invoices: siteInvoices,
    });

  app.get(`${root}/invoices`, () => ({ data: siteInvoices.all().map(view) }));
  app.get<Invoice>(`${root}/invoices/:id`, ({ params }) => view(find(params.id)));

  app.post(`${root}/invoices`, ({ body: input }, reply) => {
    if (typeof input === 'object' && input !== null && 'count' in input) {
      const { count } = parse({ schema: manyInvoicesSchema, input, where: 'body' });
      return reply.code(201).send(site.makeUpMany(count));
    }
    const schema = v.optional(madeUpInvoiceSchema, {});
    const { number, ...said } = parse({ schema, input, where: 'body' });
    if (number !== undefined) mustBeHigher(number);
    const made = accepted(() => site.makeUp({ said, ...(number !== undefined && { number }) }));
    return reply.code(201).send(view(made));
  });

  // Saving the site's form: unchanged values stay, and so do the ids of the items.
  app.patch<Invoice>(`${root}/invoices/:id`, ({ params, body: input }) => {
    const invoice = find(params.id);
    const change = parse({ schema: changedInvoiceSchema, input, where: 'body' });
    const { customer_number, customer } = invoice;
    const sent = readSent({
      ...invoice,
      items: [],
      ...change,
      customer: { customer_number, ...customer, ...change.customer },
    });
    return view(accepted(() => site.replace({ invoice, sent })));
  });

  for (const [button, payStatus] of [
    ['pay', 'paid'],
    ['unpay', 'unpaid'],
  ] as const) {
    app.post<Invoice>(`${root}/invoices/:id/${button}`, ({ params, body: input }) => {
      const { iid } = find(params.id);
      parse({ schema: nothingSchema, input, where: 'body' });
      siteInvoices.setPayStatus({ iid, payStatus });
      return view(find(params.id));
    });
  }

  app.delete<Invoice>(`${root}/invoices/:id`, ({ params }, reply) => {
    site.remove(find(params.id));
    return reply.code(204).send();
  });

  function find(given: string): SiteInvoice {
    const id = parse({ schema: siteInvoiceIdSchema, input: given, where: 'path' });
    const invoice = siteInvoices.find(id);
    if (invoice !== undefined) return invoice;
    const detail = `The site has no invoice ${id}: GET ${root}/invoices lists those that it has.`;
    throw new Problem({ status: 404, detail });
  }

  /** The form only accepts numbers above that of the newest invoice (read in the source). */
  function mustBeHigher(number: number): void {
    const newest = siteInvoices.newest()?.iid ?? 0;
    if (number > newest) return;
    const detail = `A number of one's own must be higher than that of the newest invoice, ${newest}.`;
    throw new Problem({ status: 409, detail });
  }
}

function accepted(work: () => SiteInvoice): SiteInvoice {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DatabaseRefusal)) throw error;
    const detail = `The site's database does not take this: ${error.message}.`;
    throw new Problem({ status: 400, detail });
  }
}
