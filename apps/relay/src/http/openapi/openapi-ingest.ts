import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

import type { IngestResult } from '../../pipeline/ingest/ingest-result.ts';
import { describeProblem } from './problem-responses.ts';
import { retryAfter } from './openapi-common.ts';

type Status = Exclude<IngestResult['outcome'], 'unknown_token' | 'probe'>;

const statuses: Readonly<Record<Status, string>> = {
  accepted: 'it is stored and becomes an event, unless it is already known',
  unconfirmed: 'it waits for the vendor’s API to confirm it',
  duplicate: 'it already waits for that',
  quarantined:
    'it is kept as it is, because it cannot be read or verified: see `GET /v1/quarantine`',
};

const statusSchema = {
  type: 'object' as const,
  additionalProperties: false,
  required: ['status'],
  properties: {
    status: {
      type: 'string' as const,
      enum: Object.keys(statuses),
      description: Object.entries(statuses)
        .map(([status, meaning]) => `- \`${status}\`: ${meaning}.`)
        .join('\n'),
    },
  },
};

/**
 * Documents the ingest URL if the app has one. By hand, as it accepts several methods and any
 * content type, which would otherwise be an operation each.
 */
export function describeIngest(app: INestApplication, document: OpenAPIObject): void {
  const server = app.getHttpAdapter().getInstance() as FastifyInstance;
  if (!server.hasRoute({ method: 'POST', url: '/hooks/:token' })) return;
  document.paths['/hooks/{token}'] = {
    post: {
      operationId: 'ingest_receive',
      tags: ['ingest'],
      security: [],
      summary: 'Receive a webhook',
      description:
        'The ingest URL of a connection. Accepts any content type and passes the raw body to the connection’s source. Responds 200 only after the webhook is committed to disk. GET, HEAD and an empty POST are treated as test calls and get 200.',
      parameters: [
        {
          name: 'token',
          in: 'path',
          required: true,
          description: 'The last part of the connection’s `ingestUrl`.',
          schema: { type: 'string' },
        },
      ],
      requestBody: { content: { '*/*': { schema: {} } } },
      responses: {
        200: {
          description:
            'The webhook was stored, was already known, or was a test call, whose response has no body.',
          content: { 'application/json': { schema: statusSchema } },
        },
        400: describeProblem('The webhook is malformed.'),
        401: describeProblem('The webhook is not authentic.'),
        404: describeProblem('No connection has this token.'),
        413: describeProblem(
          'The body is larger than 1 MiB, or in mode `callback` an activity larger than 64 KiB.',
        ),
        415: describeProblem('The body has a `Content-Encoding` that is not supported.'),
        429: { ...describeProblem('Too many requests at once.'), headers: retryAfter },
        500: describeProblem('Internal error. The relay’s log has the reason.'),
        503: {
          ...describeProblem('The webhook cannot be stored at the moment. Send it again.'),
          headers: retryAfter,
        },
      },
    },
  };
}
