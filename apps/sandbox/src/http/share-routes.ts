import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { accessToken } from '../api/access-token.ts';
import type { PaymentLinkContent } from '../api/handlers/payment-link.ts';
import { documentKinds } from '../envoice/activity-types.ts';
import { sharedDocument } from '../envoice/share-link.ts';
import type { Contents } from '../shop/contents.ts';
import { findCurrency } from '../shop/currencies.ts';
import { invoicePdf } from '../shop/invoice-pdf.ts';
import type { Document } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { escapeHtml, page } from './html.ts';
import { Problem } from './problem.ts';

interface DocumentParams {
  readonly kind: string;
  readonly id: string;
}

/** Serves the links of activities, documents and payment links. */
export function shareRoutes(
  app: FastifyInstance,
  options: { readonly store: Store; readonly contents: Contents },
): void {
  const { store, contents } = options;
  const find = ({ kind, id }: DocumentParams): Document => {
    const known = v.safeParse(v.picklist(documentKinds), kind);
    const document =
      known.success && Number.isSafeInteger(Number(id))
        ? store.documents.find({ kind: known.output, id: Number(id) })
        : undefined;
    if (document === undefined) throw nothing('document');
    return document;
  };

  app.get<{ Params: { id: string } }>('/envoice/share/paymentlink/:id', (request, reply) => {
    const id = Number(request.params.id);
    const link = Number.isSafeInteger(id)
      ? store.entries.find<PaymentLinkContent>({ kind: 'paymentlink', id })
      : undefined;
    if (link === undefined) throw nothing('payment link');
    const { Number: title, TotalAmount, CurrencyId } = link.content;
    const body = `<p>To pay: ${TotalAmount} ${findCurrency(CurrencyId)?.Value ?? ''}</p>`;
    return reply.type('text/html; charset=utf-8').send(page({ title, body }));
  });

  const showDocument = (document: Document): string => {
    const happened = store.activities
      .about(document)
      .map(({ record }) => JSON.parse(record) as { CreatedOn: string; Message: string })
      .map((activity) => `<li>${activity.CreatedOn} ${escapeHtml(activity.Message)}</li>`);
    const title = `${document.number} for ${document.client}`;
    return page({ title, body: `<p>${document.status}</p><ol>${happened.join('\n')}</ol>` });
  };

  app.get<{ Params: DocumentParams }>('/envoice/share/:kind/:id', (request, reply) =>
    reply.type('text/html; charset=utf-8').send(showDocument(find(request.params))),
  );

  app.get<{ Params: { kind: string } }>('/envoice/:kind/shared', (request, reply) => {
    const query = request.url.split('?', 2)[1] ?? '';
    const shared = sharedDocument({ kind: request.params.kind, query });
    const document = shared && store.documents.find(shared);
    if (document === undefined) throw nothing('document');
    return reply.type('text/html; charset=utf-8').send(showDocument(document));
  });

  app.get<{ Params: { id: string }; Querystring: { token?: string } }>(
    '/envoice/pdf/invoice/:id',
    async (request, reply) => {
      const document = find({ kind: 'invoice', id: request.params.id });
      if (request.query.token !== accessToken(document)) throw nothing('document');
      const content = store.transaction(() => contents.invoice(document));
      const name = document.number.replaceAll(/[^\w-]/g, '_');
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${name}.pdf"`)
        .send(Buffer.from(await invoicePdf({ document, content })));
    },
  );
}

function nothing(what: string): Problem {
  return new Problem({ status: 404, detail: `The sandbox has no such ${what}.` });
}
