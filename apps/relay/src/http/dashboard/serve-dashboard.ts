import { existsSync } from 'node:fs';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ProblemError } from '../../shared/problems/problem.ts';

/** Where the built relay keeps the dashboard: the build copies it there. */
const builtFolder = join(import.meta.dirname, 'dashboard');

/** Everything on the page comes from the relay itself; it connects to nothing else. */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** A year. File names contain a hash of their content. */
const forEver = 'public, max-age=31536000, immutable';

/** Paths of the relay itself: an unknown path below them is a 404, not a page of the dashboard. */
const ownPaths = /^\/(v1|hooks|docs|metrics|healthz|readyz)(\/|$)/i;

/**
 * Serves the dashboard at `/`. It has routes of its own, such as `/events/evt_1`: requests that
 * accept HTML and match nothing else get its page.
 *
 * @param options.folder the built dashboard; defaults to the one beside the built relay
 */
export async function serveDashboard(
  server: FastifyInstance,
  options: { readonly folder?: string | undefined } = {},
): Promise<void> {
  const { folder = builtFolder } = options;
  if (!existsSync(join(folder, 'index.html'))) {
    server.get('/', () => {
      throw notBuilt();
    });
    return;
  }
  await server.register(fastifyStatic, {
    root: folder,
    // One route for each existing file: no path leads anywhere else.
    wildcard: false,
    globIgnore: ['**/*.br', '**/*.gz'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.headers({ ...pageHeaders, 'cache-control': cacheControlOf(path, folder) });
    },
  });
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    if (isPlaceInPage(request)) void reply.sendFile('index.html');
    else done();
  });
}

function cacheControlOf(path: string, folder: string): string {
  if (path.startsWith(join(folder, 'assets'))) return forEver;
  return /index\.html(\.br|\.gz)?$/.test(path) ? 'no-store' : 'no-cache';
}

function isPlaceInPage({ is404, method, url, headers }: FastifyRequest): boolean {
  if (!is404 || (method !== 'GET' && method !== 'HEAD')) return false;
  const [path = ''] = url.split('?');
  const accepts = headers.accept?.includes('text/html') === true;
  return accepts && !path.includes('.') && !ownPaths.test(path);
}

function notBuilt(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'page_not_built',
    detail:
      'The dashboard of this relay has not been built. When running from source, build it with "npx -y pnpm@12 build". The API is documented at /docs.',
  });
}
