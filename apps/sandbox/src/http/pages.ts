import type { FastifyInstance } from 'fastify';

import { account } from '../envoice/account.ts';
import type { Context } from '../control/context.ts';
import { siteAccount } from '../invoice7/account.ts';
import { siteRoot } from '../invoice7/site-root.ts';
import { escapeHtml, page } from './html.ts';

const endpoints: readonly (readonly [string, string])[] = [
  ['/envoice/api/…', 'the vendor’s API: all 61 operations of its description'],
  ['GET POST DELETE /control/webhooks', 'the URLs that get webhooks, at most 10: {"url": "…"}'],
  ['GET PUT /control/signature', 'the scheme that webhooks are signed with'],
  ['GET POST /control/activities', 'all activities in order; make one: {"type": "Paid"}'],
  ['GET /control/activity-types', 'the 49 types by name and number'],
  ['POST /control/month', 'a month of a busy shop'],
  ['POST /control/burst', 'many old activities at once: {"count": 10000}'],
  ['GET PUT /control/trouble', 'how the vendor retries, ignores, repeats, and how its API fails'],
  ['GET /control/calls', 'how often each operation of the API was called'],
  ['GET /control/attempts', 'what was tried, the newest first'],
  ['/invoice7/invoice/api/…', 'the API of the Drupal module Invoice 7: invoice.json, .html, .pdf'],
  [
    'GET POST PATCH DELETE /control/invoice7/invoices',
    'its invoices: POST makes one up, or {"count": 100}',
  ],
  ['POST /control/invoice7/invoices/{id}/pay, /unpay', 'the buttons of the site'],
  ['GET PUT /control/invoice7/settings', 'templates, API users, time zone, locale, addresses'],
  ['POST /control/invoice7/tokens/revoke', 'no token that was given is good any more'],
  ['GET PUT /control/invoice7/trouble', 'how the site fails'],
  ['POST /control/invoice7/backup, /restore', 'keep the site as it is, and go back to that'],
  ['GET DELETE /control/invoice7/calls', 'how often each path was asked for'],
  ['POST /control/invoice7/reset', 'a new site with its first invoices'],
  ['POST /control/reset', 'back to the beginning, for both'],
  ['GET /healthz', 'is it up?'],
];

/** The human-readable landing page and the health check. */
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
        body: `<p>A stand-in for Envoice: it plays the vendor's API, keeps a log of activities and sends
them, signed, to up to 10 webhook URLs. Base URL of the API
<code>${options.baseUrl()}/envoice</code>, auth key <code>${account.authKey}</code>, auth secret
<code>${account.authSecret}</code>. URLs registered now: ${registered}.</p>
<p>And a stand-in for a Drupal site with the module Invoice 7, at
<code>${options.baseUrl()}${siteRoot}</code>. User name <code>${siteAccount.username}</code>, password
<code>${siteAccount.password}</code>. Invoices now: ${store.siteInvoices.count()}.</p>
<table>${rows.join('\n')}</table>
<p>Try it:</p>
<pre>curl ${options.baseUrl()}/control/activities -H 'content-type: application/json' -d '{"type":"Paid"}'
curl ${options.baseUrl()}/envoice/api/invoice/all -H 'x-auth-key: ${account.authKey}' -H 'x-auth-secret: ${account.authSecret}'
curl -u ${siteAccount.username}:${siteAccount.password} ${options.baseUrl()}${siteRoot}/invoice/api/invoice.json/1</pre>`,
      }),
    );
  });

  app.get('/healthz', () => ({ status: 'ok' }));
}
