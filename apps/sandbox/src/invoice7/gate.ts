import { createHash, timingSafeEqual } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { siteAccount } from './account.ts';
import type { SiteContext } from './context.ts';
import {
  errorPage,
  forbiddenPage,
  loginPage,
  maintenancePage,
  notFoundPage,
  tooManyPage,
  unauthorizedPage,
} from './drupal-page.ts';

/** A page instead of what was asked for. */
export interface PageAnswer {
  readonly status: number;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What stands before every call: who may come in, and the trouble that was asked for. It happens
 * before the request is read, so that nothing is changed by a call that ends here.
 *
 * @returns `null` when the call may go on
 */
export async function passSiteGate(options: {
  readonly context: SiteContext;
  readonly request: FastifyRequest;
}): Promise<PageAnswer | null> {
  const { context, request } = options;
  const { rateLimit, store, world } = context;
  const trouble = store.settings.siteTrouble;
  if (trouble.latencyMs > 0) await world.sleep(trouble.latencyMs, context.stopping);
  if (trouble.down) return { status: 503, html: maintenancePage };
  if (!isAccount(request.headers.authorization)) {
    const headers = { 'www-authenticate': 'Basic realm="Invoice 7 sandbox"' };
    return { status: 401, html: unauthorizedPage, headers };
  }
  const perSecond = trouble.rateLimitPerSecond;
  const wait = perSecond === null ? null : rateLimit.take({ now: world.now(), perSecond });
  if (wait !== null) {
    return { status: 429, html: tooManyPage, headers: { 'retry-after': String(wait) } };
  }
  if (trouble.failRate > 0 && world.random() < trouble.failRate) return failed;
  if (trouble.html) return { status: 200, html: loginPage };
  if (trouble.forbidden) return { status: 403, html: forbiddenPage };
  if (trouble.notFound) return notFound(request.url);
  return null;
}

export const failed: PageAnswer = { status: 500, html: errorPage };

/** @param url as it was asked for */
export function notFound(url: string): PageAnswer {
  return { status: 404, html: notFoundPage(url.split('?')[0] ?? url) };
}

/** Compared in constant time, as any password is. */
function isAccount(authorization: string | undefined): boolean {
  const encoded = /^basic +([\w+/=-]+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64');
  const expected = `${siteAccount.username}:${siteAccount.password}`;
  const digest = (value: Buffer | string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
