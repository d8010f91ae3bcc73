import { SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { describeApi } from './openapi.ts';

/** All that the page is made of comes from the relay itself, and nothing else may get in. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the description of the API at `/openapi.json` and a readable page of it at `/docs`. */
export function setUpDocs(
  app: NestFastifyApplication,
  options: { readonly publicUrl: string | undefined },
): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (request.url.startsWith('/docs')) {
        void reply.header('content-security-policy', contentSecurityPolicy);
      }
      done();
    });
  SwaggerModule.setup('docs', app, () => describeApi(app, options), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Invoice Relay API',
    customfavIcon: 'data:,',
    swaggerOptions: {
      displayRequestDuration: true,
      docExpansion: 'list',
      operationsSorter: undefined,
      tagsSorter: 'alpha',
      validatorUrl: null,
    },
  });
}
