import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { parse, Problem } from '../http/problem.ts';
import type { SiteInvoice } from '../store/site-invoices.ts';
import { changeSchema, newInvoiceSchema } from './body.ts';
import { type SiteContext, siteRoot } from './context.ts';
import { failed, notFound, type PageAnswer, passSiteGate } from './gate.ts';
import { siteInvoiceHtml } from './html-view.ts';
import { sendInvoice, sendJson } from './json-answer.ts';
import { siteInvoicePdf } from './pdf.ts';

type Asked = FastifyRequest<{ Params: { id: string } }>;

const api = '/invoice/api';
const bodyLimit = 1_048_576;

/** The site and its module's API, as the vendor's API.txt has it. */
export function siteRoutes(app: FastifyInstance, context: SiteContext): void {
  const plugin = async (scope: FastifyInstance) => {
    countCalls(scope, context);
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header('x-generator', 'Drupal 7 (http://drupal.org)');
      void reply.header('cache-control', 'no-cache, must-revalidate');
      const page = await passSiteGate({ context, request });
      if (page !== null) return sendPage(reply, page);
    });
    explainErrors(scope);
    readingRoutes(scope, context);
    writingRoutes(scope, context);
    for (const url of ['/', '/*']) {
      scope.all(url, (request, reply) => sendPage(reply, notFound(request.url)));
    }
  };
  app.register(plugin, { prefix: siteRoot });
}

function readingRoutes(scope: FastifyInstance, context: SiteContext): void {
  const read = (
    format: 'json' | 'html' | 'pdf',
    send: (options: { request: Asked; reply: FastifyReply; invoice: SiteInvoice }) => unknown,
  ) =>
    scope.get<{ Params: { id: string } }>(
      `${api}/invoice.${format}/:id`,
      withInvoice({ context, send }),
    );

  read('json', (options) => sendInvoice({ ...options, context }));
  read('html', ({ reply, invoice }) =>
    reply.type('text/html; charset=utf-8').send(siteInvoiceHtml(invoice)),
  );
  read('pdf', async ({ reply, invoice }) => {
    const name = invoice.number.replaceAll(/[^\w-]/g, '_');
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="invoice-${name}.pdf"`)
      .send(Buffer.from(await siteInvoicePdf(invoice)));
  });
}

function writingRoutes(scope: FastifyInstance, context: SiteContext): void {
  const { site } = context;
  scope.post(`${api}/invoice.json`, { bodyLimit }, (request, reply) => {
    const change = parse({ schema: newInvoiceSchema, input: request.body, where: 'body' });
    return sendInvoice({ request, reply, invoice: site.create(change), context });
  });
  scope.put<{ Params: { id: string } }>(
    `${api}/invoice.json/:id`,
    { bodyLimit },
    withInvoice({
      context,
      send: ({ request, reply, invoice }) => {
        const change = parse({ schema: changeSchema, input: request.body, where: 'body' });
        return sendInvoice({ request, reply, invoice: site.change({ invoice, change }), context });
      },
    }),
  );
}

/** Finds the invoice by its id or its number, or answers as Drupal does when there is none. */
function withInvoice(options: {
  readonly context: SiteContext;
  readonly send: (found: { request: Asked; reply: FastifyReply; invoice: SiteInvoice }) => unknown;
}) {
  const { context, send } = options;
  return (request: Asked, reply: FastifyReply): unknown => {
    const { id } = request.params;
    const { broken } = context.store.settings.siteTrouble;
    const invoice = context.site.find(id);
    const asked = String(invoice?.id ?? id);
    if (broken.some((one) => String(one) === asked)) return sendPage(reply, failed);
    if (invoice === undefined) return sendPage(reply, notFound(request.url));
    return send({ request, reply, invoice });
  };
}

function sendPage(reply: FastifyReply, page: PageAnswer): FastifyReply {
  return reply
    .code(page.status)
    .headers(page.headers ?? {})
    .type('text/html; charset=utf-8')
    .send(page.html);
}

/** Counts by method and path, also what is refused. */
function countCalls(scope: FastifyInstance, context: SiteContext): void {
  scope.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?')[0]?.slice(siteRoot.length, 200);
    context.counter.add({ operation: `${request.method} ${path}`, status: reply.statusCode });
  });
}

/** Bodies that cannot be taken: JSON that says why. What is our own fault goes the common way. */
function explainErrors(scope: FastifyInstance): void {
  scope.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
    if (status >= 500) throw error;
    // Drupal's own services answer 406 to a type that they do not read.
    if (status === 415) {
      const message = 'Send JSON, with the header "content-type: application/json".';
      return sendJson({ reply: reply.code(406), value: { error: message } });
    }
    const fields = error instanceof Problem ? error.errors : [];
    const message = status === 413 ? 'The body is larger than 1 MB.' : error.message;
    return sendJson({
      reply: reply.code(status),
      value: { error: message, ...(fields.length > 0 && { fields }) },
    });
  });
}
