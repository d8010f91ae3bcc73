import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';

import { problemSchemaName } from './problem-responses.ts';
import { describeCommonParts } from './openapi-common.ts';
import { describeIngest } from './openapi-ingest.ts';
import { addProblemExamples } from './openapi-problems.ts';
import { convertSchema } from './openapi-schema.ts';
import { sessionCookie } from '../authorization/session-cookie.ts';
import { problemSchema } from '../../shared/problems/problem.ts';

const description = `Turns activity in invoicing systems into events and delivers them to subscribers.

Errors are problem documents (RFC 9457); branch on \`code\`. Lists return \`{data, next}\`: pass \`next\` back as \`after\`. Unsafe requests accept an \`Idempotency-Key\`.`;

/** In the order in which newcomers meet them. */
const tags: Readonly<Record<string, string>> = {
  sources: 'Invoicing systems, as plugins.',
  connections: 'Accounts of a source, each with an ingest URL.',
  'event types': 'The types of events that exist.',
  events: 'What happened, and the activities behind it.',
  subscriptions: 'Who receives which events, at which URL.',
  deliveries: 'One event for one subscription, with its attempts.',
  replays: 'Past events, delivered again.',
  backfills: 'Activities that never arrived, found through the vendor’s API.',
  quarantine: 'What could not be read or verified, kept as it was received.',
  ingest: 'Where vendors send webhooks. No API key needed: the token in the URL authenticates.',
  'API keys': 'Who may use this API.',
  session: 'Signing in to the dashboard.',
  service: 'Health and metrics. No key needed.',
};

/** The OpenAPI 3.1 document of all routes of the app, generated from the code. */
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
      description: 'An API key, created by `POST /v1/api-keys` or set as `RELAY_API_KEY`.',
    });
  builder.addCookieAuth(
    sessionCookie,
    {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description:
        'The cookie that `POST /v1/session` sets for the dashboard. Requests that change something must come from the dashboard’s own origin.',
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
