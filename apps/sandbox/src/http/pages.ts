import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { account } from '../envoice/account.ts';
import { documentKinds } from '../envoice/activity-types.ts';
import type { Context } from '../control/context.ts';
import { Problem } from './problem.ts';

const endpoints: readonly (readonly [string, string])[] = [
  ['GET POST DELETE /control/webhooks', 'the URLs that get webhooks, at most 10: {"url": "…"}'],
  ['GET PUT /control/signature', 'the scheme that webhooks are signed with'],
  ['GET POST /control/activities', 'all activities in order; make one: {"type": "Paid"}'],
  ['GET /control/activity-types', 'the 49 types by name and number'],
  ['POST /control/month', 'a month of a busy shop'],
  ['POST /control/burst', 'many old activities at once: {"count": 10000}'],
  ['GET PUT /control/trouble', 'how the vendor retries, ignores and repeats'],
  ['GET /control/attempts', 'what was tried, the newest first'],
  ['POST /control/reset', 'back to the beginning'],
  ['GET /healthz', 'is it up?'],
];

/** Pages for people: what this is, and what an activity's link leads to. */
export function pageRoutes(
  app: FastifyInstance,
  options: { readonly context: Context; readonly baseUrl: () => string },
): void {
  const { store } = options.context;

  app.get('/', (_request, reply) => {
    const rows = endpoints.map(
      ([call, what]) => `<tr><td><code>${call}</code></td><td>${escapeHtml(what)}</td></tr>`,
    );
    const registered = store.webhooks.all().length;
    return reply.type('text/html; charset=utf-8').send(
      page({
        title: 'Invoice Relay sandbox',
        body: `<p>A stand-in for Envoice: it keeps a log of activities and sends them, signed, to up to
10 webhook URLs, as the vendor says it does. Auth key <code>${account.authKey}</code>, auth secret
<code>${account.authSecret}</code>. URLs registered now: ${registered}.</p>
<table>${rows.join('\n')}</table>
<p>Try it:</p>
<pre>curl ${options.baseUrl()}/control/activities -H 'content-type: application/json' -d '{"type":"Paid"}'</pre>`,
      }),
    );
  });

  app.get('/healthz', () => ({ status: 'ok' }));

  app.get<{ Params: { kind: string; id: string } }>(
    '/envoice/share/:kind/:id',
    (request, reply) => {
      const kind = v.safeParse(v.picklist(documentKinds), request.params.kind);
      const id = Number(request.params.id);
      const document =
        kind.success && Number.isSafeInteger(id)
          ? store.documents.find({ kind: kind.output, id })
          : undefined;
      if (document === undefined) {
        throw new Problem({ status: 404, detail: 'The sandbox has no such document.' });
      }
      const happened = store.activities
        .about(document)
        .map(({ record }) => JSON.parse(record) as { CreatedOn: string; Message: string })
        .map((activity) => `<li>${activity.CreatedOn} ${escapeHtml(activity.Message)}</li>`);
      const title = `${document.number} for ${document.client}`;
      return reply
        .type('text/html; charset=utf-8')
        .send(page({ title, body: `<ol>${happened.join('\n')}</ol>` }));
    },
  );
}

function page(options: { readonly title: string; readonly body: string }): string {
  const title = escapeHtml(options.title);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:1rem/1.5 system-ui;max-width:52rem;margin:2rem auto;padding:0 1rem}td{padding:.1rem 1rem .1rem 0;vertical-align:top}pre{overflow:auto}</style>
</head><body><h1>${title}</h1>
${options.body}
</body></html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
