import type { FastifyRequest } from 'fastify';

import { ProblemError } from '../../shared/problems/problem.ts';
import { isSafeMethod } from '../safe-methods.ts';

/**
 * Where a request comes from, according to the browser: from `Sec-Fetch-Site` if present, otherwise
 * from `Origin`. `unknown` means that neither is present, which no browser does for a request that
 * changes something.
 *
 * @param options.ownOrigin the origin of `PUBLIC_URL`: a proxy may have changed `Host`
 */
function siteOf(options: {
  readonly request: FastifyRequest;
  readonly ownOrigin: string | undefined;
}): 'own' | 'foreign' | 'unknown' {
  const { headers } = options.request;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'foreign';
  const { origin, host = '' } = headers;
  if (origin === undefined) return 'unknown';
  if (origin === options.ownOrigin) return 'own';
  return origin === `http://${host}` || origin === `https://${host}` ? 'own' : 'foreign';
}

/**
 * Refuses requests that another site makes a browser send, as the cookie would be sent along.
 *
 * @param options.mustSay whether requests that do not state their origin are refused too
 * @throws {ProblemError} 403
 */
export function refuseCrossSite(options: {
  readonly request: FastifyRequest;
  readonly ownOrigin: string | undefined;
  readonly mustSay: boolean;
}): void {
  if (isSafeMethod(options.request.method)) return;
  const site = siteOf(options);
  if (site === 'own' || (site === 'unknown' && !options.mustSay)) return;
  throw new ProblemError({
    status: 403,
    code: 'cross_site_request',
    detail:
      'A request that changes something and is authenticated by cookie must come from this relay’s own dashboard. Behind a reverse proxy, set PUBLIC_URL to the address that people open in their browser. Programs send an API key instead: Authorization: Bearer <key>.',
  });
}
