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

/** The site's routes: a single entry point, like Drupal's `index.php`. */
export function siteRoutes(app: FastifyInstance, context: SiteContext): void {
  const plugin = async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    // PHP reads the raw body, whatever its content type.
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
  // Observed: in maintenance mode the API and the login still work, but the token call between them
  // does not.
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

/** Drupal's path: that of the URL, or `q` for sites without clean URLs. */
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

/** Query parameters with a single value each: the last one if repeated. */
function queryOf(request: FastifyRequest): Readonly<Record<string, string>> {
  const start = request.url.indexOf('?');
  const parameters = new URLSearchParams(start < 0 ? '' : request.url.slice(start));
  return Object.fromEntries(parameters);
}
