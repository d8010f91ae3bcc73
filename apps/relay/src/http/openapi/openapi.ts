import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';

import { problemSchemaName } from './answers.ts';
import { describeCommonParts } from './openapi-common.ts';
import { describeIngest } from './openapi-ingest.ts';
import { addProblemExamples } from './openapi-problems.ts';
import { convertSchema } from './openapi-schema.ts';
import { sessionCookie } from '../authorization/session-cookie.ts';
import { problemSchema } from '../../shared/problems/problem.ts';

const description = `Turns what invoicing systems say happened into events, and delivers those to whoever subscribed.

Errors are problem documents (RFC 9457); branch on \`code\`. Lists answer \`{data, next}\`: hand \`next\` back as \`after\`. Unsafe calls take an \`Idempotency-Key\`.`;

/** In the order in which a newcomer meets them. */
const tags: Readonly<Record<string, string>> = {
  sources: 'Invoicing systems, as plugins.',
  connections: 'Accounts of a source, each with an ingest URL.',
  'event types': 'What can happen.',
  events: 'What happened, and the activities that said so.',
  subscriptions: 'Who wants which events, at which URL.',
  deliveries: 'One event for one subscription, with its attempts.',
  ingest: 'Where the vendors come in. No key needed: the token in the URL is one.',
  'API keys': 'Who may call this.',
  session: 'Signing in to the page of this relay.',
  service: 'Health and metrics. No key needed.',
};

/** The description of every route of the app: OpenAPI 3.1, from the code. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Invoice Relay')
    .setDescription(description)
    .setVersion('1')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'irk_…',
      description: 'An API key, as `POST /v1/api-keys` makes it, or the one of `RELAY_API_KEY`.',
    });
  builder.addCookieAuth(
    sessionCookie,
    {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description:
        'What `POST /v1/session` sets, for the page of this relay: calls that change something must come from it.',
    },
    sessionCookie,
  );
  builder.addServer('/', 'This relay.');
  for (const [name, text] of Object.entries(tags)) builder.addTag(name, text);

  const document = SwaggerModule.createDocument(app, builder.build(), {
    standardSchemaConverter: convertSchema,
    operationIdFactory: (controller, method) =>
      `${lowerFirst(controller.replace(/Controller$/, ''))}_${method}`,
  });
  document.components ??= {};
  document.components.schemas = {
    ...document.components.schemas,
    [problemSchemaName]: convertSchema(problemSchema, { schemaType: 'output' })?.schema as object,
  };
  describeCommonParts(document);
  addProblemExamples(document);
  describeIngest(app, document);
  return document;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
