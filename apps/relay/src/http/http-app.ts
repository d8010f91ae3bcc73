import compress from '@fastify/compress';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

import { Database } from '../database/database.ts';
import { LOGGER } from '../shared/tokens.ts';
import { Readiness } from './resources/health/readiness.ts';
import { closeGently } from './close-gently.ts';
import { serveDashboard } from './dashboard/serve-dashboard.ts';
import { setUpDocs } from './openapi/docs.ts';
import {
  useServerErrorHandler,
  handleClientError,
  handleFrameworkError,
} from './problems/framework-errors.ts';
import {
  markAreas,
  limitWriteWaits,
  limitIngest,
  logTurnedAway,
  onlyOperations,
  refuseWhileStopping,
  setHeaders,
  acceptAnyBody,
} from './hooks.ts';
import { maxBodyBytes, maxPathPartLength, requestTimeoutMs } from './limits.ts';
import type { Limits } from './limits.ts';
import { nestLogger } from './nest-logger.ts';
import { refuseUnusualRequests } from './unusual-requests.ts';
import { RateLimits } from './rate-limits.ts';
import { KnownPaths, refuseWrongMethods } from './wrong-methods.ts';

/**
 * Creates the HTTP service of a root module, with everything that does not depend on a route: body
 * parsing, limits, headers, server errors, `/openapi.json` and `/docs`. It does not listen yet.
 *
 * The root module must import `ApiModule` and `HealthModule`, and provide `CLOCK`, `LOGGER`,
 * `Database` and `Vault` globally.
 */
export async function createHttpApp(options: {
  readonly module: Type | DynamicModule;
  /** Overrides the default limits, for tests. */
  readonly limits?: Partial<Limits>;
  /** The folder of the built dashboard, for tests; defaults to the one beside the built relay. */
  readonly dashboard?: string;
  /** Whether it serves no requests and only reports its health. */
  readonly operationsOnly?: boolean;
}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: requestTimeoutMs,
      // Requests without Host are answered by a hook of ours, with a problem document.
      requireHostHeader: false,
      // How often Node checks for requests that take too long; its default is 30 s.
      connectionsCheckingInterval: 1_000,
    },
    // X-Forwarded-For is never trusted: addresses are only used for rate limits.
    trustProxy: false,
    // Fastify's log lines would contain URLs, and those of ingest contain a token.
    logger: false,
    // During shutdown, requests are rejected by a hook of ours, with a problem document.
    return503OnClosing: false,
    routerOptions: { maxParamLength: maxPathPartLength },
    frameworkErrors: handleFrameworkError,
    clientErrorHandler: handleClientError,
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
  useServerErrorHandler(server);
  refuseUnusualRequests(server, paths);
  markAreas(server);
  acceptAnyBody(server);
  closeGently(server);
  setHeaders(server);
  if (options.operationsOnly === true) onlyOperations(server);
  refuseWhileStopping(server, app.get(Readiness));
  limitWriteWaits(server, app.get(Database));
  limitIngest(server, limits);
  logTurnedAway(server, app.get<Logger>(LOGGER));
  setUpDocs(app);
  await serveDashboard(server, { folder: options.dashboard });
  refuseWrongMethods(server, paths);
  return app;
}
