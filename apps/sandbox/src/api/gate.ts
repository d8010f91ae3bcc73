import type { FastifyReply, FastifyRequest } from 'fastify';

import { Problem } from '../http/problem.ts';
import { effectiveTrouble } from '../sender/trouble.ts';
import { requireAccount } from './auth.ts';
import type { Operation } from './description.ts';
import { type ApiContext, faultedAnswer } from './handler.ts';
import type { RateLimit } from './rate-limit.ts';

const maintenancePage = `<!doctype html>
<html><head><title>Envoice</title></head>
<body><h1>We will be right back</h1><p>Envoice is being looked after.</p></body></html>
`;

/**
 * Runs before every operation: authentication and the configured trouble. The request has not been
 * read at this point, so a call that fails here changes nothing.
 *
 * @throws {Problem} 401, 429 or 500
 */
export async function passGate(options: {
  readonly api: ApiContext;
  readonly operation: Operation;
  readonly rateLimit: RateLimit;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}): Promise<void> {
  const { api, operation, rateLimit, request, reply } = options;
  const { store, runtime } = api;
  const trouble = effectiveTrouble(store.settings.trouble);
  if (trouble.latencyMs > 0) await runtime.sleep(trouble.latencyMs, api.stopping);
  requireAccount({ headers: request.headers, operation: operation.id });
  requireRate({ api, operation, rateLimit, perSecond: trouble.rateLimitPerSecond });
  if (trouble.failRate > 0 && runtime.random() < trouble.failRate) {
    const detail = `${operation.id} failed, as failRate of PUT /control/trouble asks for.`;
    throw new Problem({ status: 500, detail, operation: operation.id });
  }
  if (trouble.html !== null) {
    await reply.code(trouble.html).type('text/html; charset=utf-8').send(maintenancePage);
  } else if (trouble.faulted) {
    const message = 'The request was refused, as faulted of PUT /control/trouble asks for.';
    const { faultStatus, faultsWithoutText: withoutText } = trouble;
    const answer = faultedAnswer({ operation, code: 'SandboxTrouble', message, withoutText });
    await reply.code(faultStatus).send(answer);
  }
}

function requireRate(options: {
  readonly api: ApiContext;
  readonly operation: Operation;
  readonly rateLimit: RateLimit;
  readonly perSecond: number | null;
}): void {
  const { api, operation, rateLimit, perSecond } = options;
  if (perSecond === null) return;
  const wait = rateLimit.take({ now: api.runtime.now(), perSecond });
  if (wait === null) return;
  throw new Problem({
    status: 429,
    detail: `${operation.id}: more than ${perSecond} calls within a second. Ask again in ${wait} s.`,
    operation: operation.id,
    headers: { 'retry-after': String(wait) },
  });
}
