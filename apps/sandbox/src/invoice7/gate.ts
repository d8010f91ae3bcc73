import type { FastifyRequest } from 'fastify';

import { pageAnswer, type SiteAnswer } from './answer.ts';
import type { SiteContext } from './context.ts';
import {
  errorPage,
  loginPage,
  refusedInFront,
  tooManyInFront,
  unavailableInFront,
} from './drupal-page.ts';

/**
 * Applies the trouble configured in front of Drupal. The request has not been read at this point,
 * so a call that ends here changes nothing.
 *
 * @returns `null` if the call may continue
 */
export async function passSiteGate(options: {
  readonly context: SiteContext;
  readonly request: FastifyRequest;
}): Promise<SiteAnswer | null> {
  const { context } = options;
  const { rateLimit, store, runtime } = context;
  const trouble = store.settings.siteTrouble;
  if (trouble.latencyMs > 0) await runtime.sleep(trouble.latencyMs, context.stopping);
  if (trouble.down) return inFront({ status: 503, html: unavailableInFront });
  const perSecond = trouble.rateLimitPerSecond;
  const wait = perSecond === null ? null : rateLimit.take({ now: runtime.now(), perSecond });
  if (wait !== null) {
    const headers = { 'retry-after': String(wait) };
    return inFront({ status: 429, html: tooManyInFront, headers });
  }
  if (trouble.forbidden) return inFront({ status: 403, html: refusedInFront });
  if (trouble.failRate > 0 && runtime.random() < trouble.failRate) return failed();
  if (trouble.html) return pageAnswer({ status: 200, html: loginPage() });
  return null;
}

/** Observed: the page of a fatal PHP error has the content type of the requested format. */
export function failed(type?: string): SiteAnswer {
  const page = pageAnswer({ status: 500, html: errorPage });
  return type === undefined ? page : { ...page, type };
}

function inFront(options: {
  readonly status: number;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}): SiteAnswer {
  const { status, html, headers = {} } = options;
  return { status, type: 'text/html', body: html, headers };
}
