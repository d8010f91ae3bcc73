import compress from '@fastify/compress';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

import { Database } from '../database/database.ts';
import { LOGGER } from '../shared/tokens.ts';
import { Readiness } from './resources/health/readiness.ts';
import { serveDashboard } from './dashboard/serve-dashboard.ts';
import { setUpDocs } from './openapi/docs.ts';
import {
  answerAllErrors,
  answerBrokenRequest,
  answerFrameworkError,
} from './problems/framework-errors.ts';
import {
  knowAreas,
  answerSoon,
  limitIngest,
  logTurnedAway,
  onlyOperations,
  refuseWhileStopping,
  setHeaders,
  takeAnyBody,
} from './hooks.ts';
import { maxBodyBytes, maxPathPartLength, requestTimeoutMs } from './limits.ts';
import type { Limits } from './limits.ts';
import { nestLogger } from './nest-logger.ts';
import { refuseUnusualRequests } from './unusual-requests.ts';
import { RateLimits } from './rate-limits.ts';
import { KnownPaths, refuseWrongMethods } from './wrong-methods.ts';

/**
 * Makes the HTTP service of a root module, with all that does not hang on a route: how bodies are
 * taken, limits, headers, errors of the server itself, `/openapi.json` and `/docs`. It does not
 * listen yet.
 *
 * The root module must have `ApiModule` and `HealthModule` in it, and provide `CLOCK`, `LOGGER`,
 * `Database` and `Vault` to all.
 */
export async function createHttpApp(options: {
  readonly module: Type | DynamicModule;
  /** Other limits than the usual ones, for tests. */
  readonly limits?: Partial<Limits>;
  /** Where the built page is, for tests: left out, beside the built relay. */
  readonly dashboard?: string;
  /** Whether it serves nobody, and only tells how it is. */
  readonly operationsOnly?: boolean;
}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: requestTimeoutMs,
      // A request without Host is answered by a hook of ours, with a problem document.
      requireHostHeader: false,
      // Node looks for requests that take too long only this often; by itself, every 30 s.
      connectionsCheckingInterval: 1_000,
    },
    // Nobody's X-Forwarded-For is believed: addresses only count for limits.
    trustProxy: false,
    // Its lines would hold URLs, and those of ingest hold a token.
    logger: false,
    // While it closes, requests are refused by a hook of ours, with a problem document.
    return503OnClosing: false,
    routerOptions: { maxParamLength: maxPathPartLength },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerBrokenRequest,
  });
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    bodyParser: false,
    abortOnError: false,
    bufferLogs: true,
  });
  app.useLogger(nestLogger(app.get<Logger>(LOGGER)));
  const server = adapter.getInstance();
  const limits = app.get(RateLimits);
  await limits.attach({
    server,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  await server.register(compress, { global: false });
  const paths = new KnownPaths(server);
  answerAllErrors(server);
  refuseUnusualRequests(server, paths);
  knowAreas(server);
  takeAnyBody(server);
  setHeaders(server);
  if (options.operationsOnly === true) onlyOperations(server);
  refuseWhileStopping(server, app.get(Readiness));
  answerSoon(server, app.get(Database));
  limitIngest(server, limits);
  logTurnedAway(server, app.get<Logger>(LOGGER));
  setUpDocs(app);
  await serveDashboard(server, { folder: options.dashboard });
  refuseWrongMethods(server, paths);
  return app;
}
