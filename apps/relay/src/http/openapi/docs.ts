import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';

import { describeApi } from './openapi.ts';

/** Everything on the page comes from the relay itself, and nothing else may be loaded. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the OpenAPI document at `/openapi.json` and a readable page of it at `/docs`. */
export function setUpDocs(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (request.url.startsWith('/docs')) {
        void reply.header('content-security-policy', contentSecurityPolicy);
      }
      done();
    });
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Invoice Relay API',
    customfavIcon: 'data:,',
    customCss: '.swagger-ui .topbar { display: none }',
    swaggerOptions: { displayRequestDuration: true, validatorUrl: null },
  });
}
