import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';

import { Problem, problemDocument } from './problem.ts';

/** For control calls, whose bodies are small: a scheme, a list of delays. */
const bodyLimit = 65_536;

/** Creates a server that takes JSON and reports every error as a problem document. */
export function createServer(options: { readonly logger: Logger }): FastifyInstance {
  const { logger } = options;
  // We log one line per request below; the server itself only logs warnings and errors.
  const quiet = { level: logger.isLevelEnabled('warn') ? 'warn' : logger.level };
  const loggerInstance: FastifyBaseLogger = logger.child({}, quiet);
  const logController = new LogController({ disableRequestLogging: true });
  const app = Fastify({ loggerInstance, logController, bodyLimit });
  acceptJson(app);

  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    // Reads change nothing, and some clients poll several times a second.
    const level = method === 'GET' || method === 'HEAD' ? 'debug' : 'info';
    logger[level]({ method, url, status: reply.statusCode }, 'Answered');
  });

  app.setNotFoundHandler((request, reply) => {
    const detail = `There is nothing at ${request.method} ${request.url}: see GET / for what there is.`;
    return reply
      .code(404)
      .type('application/problem+json')
      .send(problemDocument({ status: 404, detail }));
  });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
    if (status >= 500) logger.error({ err: error }, 'A request failed');
    const meant = error instanceof Problem || status < 500;
    const detail = meant
      ? advice({ error, url: request.url })
      : 'The sandbox failed: its log says why.';
    const { errors, operation, headers } =
      error instanceof Problem ? error : { errors: [], operation: undefined, headers: {} };
    return reply
      .code(status)
      .headers(headers)
      .type('application/problem+json')
      .send(problemDocument({ status, detail, errors, operation }));
  });
  return app;
}

/**
 * Accepts JSON only, which also blocks requests from other web pages; an empty body counts as none.
 */
function acceptJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parseJson(request, body as string, done);
  });
}

function advice(options: { readonly error: FastifyError; readonly url: string }): string {
  const { error, url } = options;
  if (error instanceof Problem) return error.message;
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return url.startsWith('/envoice/api/')
        ? 'Send JSON, with the header "content-type: application/json": the vendor takes forms and XML too, this sandbox does not.'
        : 'Send JSON, with the header "content-type: application/json".';
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return 'The body is not JSON.';
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return "The body is too large: 64 kB for the control API, 1 MB for the vendor's.";
    default:
      return error.message;
  }
}
