import { All, Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiExcludeController, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { expect, test } from 'vitest';
import * as v from 'valibot';

import {
  ApiProblems,
  cursors,
  listQuery,
  NotIdempotent,
  Public,
  RequireScope,
} from '../../src/http/index.ts';
import { openTestApp } from '../support/test-app.ts';
import type { Json } from '../support/test-app.ts';

const thingSchema = v.strictObject({
  url: v.pipe(
    v.string(),
    v.url(),
    v.transform((text) => new URL(text)),
  ),
  note: v.optional(v.nullable(v.string()), null),
  mode: v.variant('kind', [
    v.strictObject({ kind: v.literal('a') }),
    v.strictObject({ kind: v.literal('b'), size: v.pipe(v.number(), v.integer()) }),
  ]),
});
const thingsQuerySchema = v.strictObject({ ...listQuery(cursors.seq).entries, kind: v.string() });

@ApiTags('things')
@RequireScope('read')
@Controller('v1/things')
class ThingsController {
  @Get()
  @ApiOperation({ summary: 'List things' })
  @ApiResponse({ status: 200, description: 'Things.', standardSchema: v.array(v.string()) })
  list(@Query({ schema: thingsQuerySchema }) query: object): object {
    return query;
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a thing' })
  @ApiResponse({ status: 200, description: 'The thing.', standardSchema: v.strictObject({}) })
  @ApiProblems({ 404: 'No thing has this id.' })
  change(@Param('id') _id: string, @Body({ schema: thingSchema }) body: object): object {
    return body;
  }

  @Post(':id/poke')
  @NotIdempotent()
  @ApiOperation({ summary: 'Poke a thing' })
  @ApiResponse({ status: 201, description: 'Poked.' })
  poke(@Param('id') _id: string): void {}
}

@ApiExcludeController()
@Public()
@Controller('hooks')
class HooksController {
  @All(':token')
  receive(): void {}
}

const methods = new Set(['get', 'post', 'patch', 'put', 'delete', 'head', 'options']);

async function describe() {
  const relay = await openTestApp({ controllers: [ThingsController] });
  await using _ = relay;
  const answer = await relay.call({ url: '/openapi.json', key: null });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toContain('application/json');
  return { document: answer.json, routes: relay.routes };
}

function operationsOf(document: Json): { path: string; method: string; operation: Json }[] {
  return Object.entries<Json>(document.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ path, method, operation })),
  );
}

test('it contains every route', async () => {
  const { document, routes } = await describe();
  const described = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
  const served = routes
    .filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/docs'))
    .map(({ method, url }) => `${method.toLowerCase()} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(served).toContain('get /v1/api-keys');
  expect(described.toSorted()).toEqual(served.toSorted());
});

test('it is OpenAPI 3.1, and every operation describes its purpose and responses', async () => {
  const { document } = await describe();
  expect(document.openapi).toBe('3.1.0');
  const operations = operationsOf(document).map(({ operation }) => operation);
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const operation of operations) {
    expect(operation.summary).toMatch(/\w/);
    expect(operation.tags).toHaveLength(1);
    const answers = Object.entries<Json>(operation.responses);
    expect(answers.some(([status]) => status.startsWith('2'))).toBe(true);
    for (const [, answer] of answers) expect(answer.description).toMatch(/\w/);
  }
});

test('every reference resolves', async () => {
  const { document } = await describe();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, reference]) => reference ?? '',
  );
  expect(references.length).toBeGreaterThan(10);
  for (const reference of new Set(references)) {
    const target = reference
      .replace(/^#\//, '')
      .split('/')
      .reduce((value: Json, key) => value?.[key], document);
    expect([reference, typeof target]).toEqual([reference, 'object']);
  }
});

test('calls with a key say so, and list their possible problems', async () => {
  const { document } = await describe();
  expect(document.components.securitySchemes.bearer).toMatchObject({
    type: 'http',
    scheme: 'bearer',
  });
  const { get: list } = document.paths['/v1/things'];
  expect(list.security).toEqual([{ bearer: [] }, { invoice_relay_session: [] }]);
  expect(Object.keys(list.responses)).toEqual(['200', '401', '403', '429', '500', '503']);
  const { patch } = document.paths['/v1/things/{id}'];
  expect(Object.keys(patch.responses)).toEqual([
    '200',
    '400',
    '401',
    '403',
    '404',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
  ]);
  for (const [status, answer] of Object.entries<Json>(patch.responses)) {
    if (status === '200') continue;
    expect(Object.keys(answer.content)).toEqual(['application/problem+json']);
  }
  expect(document.paths['/healthz'].get.security).toEqual([]);
});

test('a query becomes parameters, and a body the JSON Schema of its input', async () => {
  const { document } = await describe();
  const { parameters } = document.paths['/v1/things'].get;
  expect(parameters).toMatchObject([
    { name: 'after', in: 'query', required: false },
    {
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    },
    { name: 'kind', in: 'query', required: true, schema: { type: 'string' } },
  ]);
  expect(parameters[1].schema).not.toHaveProperty('pattern');

  const { patch } = document.paths['/v1/things/{id}'];
  expect(patch.requestBody.content['application/json'].schema).toEqual({
    type: 'object',
    additionalProperties: false,
    required: ['url', 'mode'],
    properties: {
      url: { type: 'string', format: 'uri' },
      note: { type: ['string', 'null'], default: null },
      mode: {
        oneOf: [
          {
            type: 'object',
            additionalProperties: false,
            required: ['kind'],
            properties: { kind: { enum: ['a'] } },
          },
          {
            type: 'object',
            additionalProperties: false,
            required: ['kind', 'size'],
            properties: { kind: { enum: ['b'] }, size: { type: 'integer' } },
          },
        ],
      },
    },
  });
});

test('every problem of a call has an example that matches its schema', async () => {
  const { document } = await describe();
  const { required, properties } = document.components.schemas.Problem;
  for (const { path, operation } of operationsOf(document)) {
    for (const [status, answer] of Object.entries<Json>(operation.responses)) {
      const media = answer.content?.['application/problem+json'];
      if (media === undefined || status === '409') continue;
      expect([path, status, media.example?.status]).toEqual([path, status, Number(status)]);
      const members = Object.keys(media.example);
      expect(members).toEqual(expect.arrayContaining(required));
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(members));
    }
  }
  const { 404: missing } = document.paths['/v1/api-keys/{id}'].delete.responses;
  expect(missing.content['application/problem+json'].example.code).toBe('api_key_not_found');
});

test('the ingest URL is described by hand, once', async () => {
  await using relay = await openTestApp({ controllers: [HooksController] });
  const document = (await relay.call({ url: '/openapi.json', key: null })).json;
  const { post, ...others } = document.paths['/hooks/{token}'];
  expect(post).toMatchObject({ operationId: 'ingest_receive', tags: ['ingest'] });
  expect(others).toEqual({});
});

test('the idempotency key appears where it applies', async () => {
  const { document } = await describe();
  const takesKey = (operation: Json): boolean =>
    operation.parameters.some(({ name }: { name: string }) => name === 'Idempotency-Key');
  expect(takesKey(document.paths['/v1/api-keys'].post)).toBe(true);
  expect(takesKey(document.paths['/v1/api-keys/{id}'].delete)).toBe(true);
  expect(takesKey(document.paths['/v1/things'].get)).toBe(false);
  expect(takesKey(document.paths['/v1/things/{id}/poke'].post)).toBe(false);
});
