import type { FastifyInstance, FastifyRequest } from 'fastify';

import { pageAnswer, sendAnswer, type Format, type SiteAnswer } from './answer.ts';
import { answerApi } from './api.ts';
import type { SiteContext } from './context.ts';
import { siteRoot } from './site-root.ts';
import { accessDeniedPage, drupalPage, maintenancePage, notFoundPage } from './drupal-page.ts';
import { passSiteGate } from './gate.ts';
import { answerLogin, answerToken, answerUser } from './login.ts';

const bodyLimit = 8 * 1_048_576;
const apiPath = /^invoice\/api\/invoice\.(json|html|pdf)(?:\/([^/]*).*)?$/i;

/** The site: one entry for everything, as Drupal's `index.php` is. */
export function siteRoutes(app: FastifyInstance, context: SiteContext): void {
  const plugin = async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    // PHP reads a body as it is, whatever it is declared as.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook('onResponse', async (request, reply) => {
      const operation = `${request.method} /${pathOf(request).slice(0, 200)}`;
      context.counter.add({ operation, status: reply.statusCode });
    });
    scope.addHook('onRequest', async (request, reply) => {
      const answer = await passSiteGate({ context, request });
      if (answer !== null) return sendAnswer(reply, answer);
    });
    for (const url of ['/', '/*']) {
      scope.all(url, { bodyLimit }, async (request, reply) =>
        sendAnswer(reply, await answerTo({ context, request })),
      );
    }
  };
  app.register(plugin, { prefix: siteRoot });
}

async function answerTo(options: {
  readonly context: SiteContext;
  readonly request: FastifyRequest;
}): Promise<SiteAnswer> {
  const { context, request } = options;
  const path = pathOf(request);
  const trouble = context.store.settings.siteTrouble;
  const [, format, id] = apiPath.exec(path) ?? [];
  const isApi = format !== undefined && (id !== undefined || /^json$/i.test(format));
  const lower = path.toLowerCase();
  if (trouble.notFound && lower.startsWith('invoice/')) return notFound(path);
  if (isApi) {
    const query = new Map(Object.entries(queryOf(request)));
    return answerApi({
      context,
      request,
      format: format.toLowerCase() as Format,
      id: id ?? '',
      query,
    });
  }
  if (lower === 'user/login' || lower === 'user') return answerLogin(options);
  // Seen: in maintenance the API goes on, and so does the login, but not the token between them.
  if (trouble.maintenance) return pageAnswer({ status: 503, html: maintenancePage });
  if (/^invoice\/api\/token(\/|$)/.test(lower)) return answerToken(options);
  if (/^user\/\d+$/.test(lower)) return answerUser(options);
  if (/^node\/\d+$/.test(lower)) return pageAnswer({ status: 403, html: accessDeniedPage });
  if (lower === '') {
    return pageAnswer({ status: 200, html: drupalPage({ title: 'Welcome', body: '' }) });
  }
  return notFound(path);
}

function notFound(path: string): SiteAnswer {
  return pageAnswer({ status: 404, html: notFoundPage(`/${path}`) });
}

/** Of Drupal: that of the address, or `q`, with which a site without clean URLs is asked. */
function pathOf(request: FastifyRequest): string {
  const { q } = queryOf(request);
  if (q !== undefined) return trimmed(q);
  const path = trimmed(request.url.split('?')[0]?.slice(siteRoot.length) ?? '');
  try {
    return path === 'index.php' ? '' : decodeURIComponent(path);
  } catch {
    return path;
  }
}

function trimmed(path: string): string {
  return path.replaceAll(/^\/+|\/+$/g, '');
}

/** Parameters with one value; the last one, where there are more. */
function queryOf(request: FastifyRequest): Readonly<Record<string, string>> {
  const start = request.url.indexOf('?');
  const parameters = new URLSearchParams(start < 0 ? '' : request.url.slice(start));
  return Object.fromEntries(parameters);
}
