import { Body, Controller, Get, Post } from '@nestjs/common';
import { PayloadError, SignatureError } from '@invoice-relay/core/errors';
import { QueryFailedError } from 'typeorm';
import { expect, test } from 'vitest';
import * as v from 'valibot';

import { Database } from '../../src/database/database.ts';
import { SettingEntity } from '../../src/database/entities/setting.entity.ts';
import { OverloadedError } from '../../src/database/overloaded-error.ts';
import { conflict, notFound, ProblemError, RequireScope } from '../../src/http/index.ts';
import { openTestApp } from '../support/test-app.ts';

const bodySchema = v.strictObject({ name: v.string(), scopes: v.array(v.string()) });

@Controller('v1/failures')
@RequireScope('read')
class FailuresController {
  constructor(private readonly database: Database) {}

  @Get('not-found')
  missing(): never {
    throw notFound('connection', 'con_1');
  }

  @Get('conflict')
  conflicting(): never {
    throw conflict('too_late', 'It is too late.');
  }

  @Get('own')
  own(): never {
    throw new ProblemError({
      status: 418,
      code: 'teapot',
      detail: 'Ask for tea.',
      headers: { 'x-tea': 'green' },
    });
  }

  @Get('payload')
  payload(): never {
    throw new PayloadError('payload_not_json', 'This is no JSON.');
  }

  @Get('signature')
  signature(): never {
    throw new SignatureError('signature_mismatch', 'The signature does not fit.');
  }

  @Get('overloaded')
  overloaded(): never {
    throw new OverloadedError('Too many requests are waiting for the disk.');
  }

  @Get('unknown')
  unknown(): never {
    throw new TypeError('the inside is broken');
  }

  @Get('query')
  query(): never {
    const cause = Object.assign(new Error('UNIQUE constraint failed'), {
      code: 'SQLITE_CONSTRAINT',
    });
    throw new QueryFailedError('INSERT INTO "secrets" VALUES (?)', ['hunter2'], cause);
  }

  @Get('no-error')
  noError(): never {
    throw 'hunter2';
  }

  @Post('store')
  async store(): Promise<void> {
    await this.database.write(async (transaction) => {
      await transaction.entities.insert(SettingEntity, {
        name: 'large',
        value: 'x'.repeat(500_000),
      });
    });
  }

  @Post('body')
  body(@Body({ schema: bodySchema }) body: v.InferOutput<typeof bodySchema>): object {
    return body;
  }
}

const open = () => openTestApp({ controllers: [FailuresController] });

test.each([
  [
    'not-found',
    404,
    'connection_not_found',
    'Not Found',
    'There is no connection with the id "con_1".',
  ],
  ['conflict', 409, 'too_late', 'Conflict', 'It is too late.'],
  ['own', 418, 'teapot', "I'm a Teapot", 'Ask for tea.'],
  ['payload', 400, 'payload_not_json', 'Bad Request', 'This is no JSON.'],
  ['signature', 401, 'signature_mismatch', 'Unauthorized', 'The signature does not fit.'],
] as const)('%s is a problem document', async (path, status, code, title, detail) => {
  await using relay = await open();
  const answer = await relay.call({ url: `/v1/failures/${path}` });
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.json).toEqual({ type: 'about:blank', title, status, detail, code });
  expect(relay.log).toEqual([]);
});

test('a problem sets its headers', async () => {
  await using relay = await open();
  expect((await relay.call({ url: '/v1/failures/own' })).headers['x-tea']).toBe('green');
});

test.each([
  ['unknown', { message: 'the inside is broken' }, 'hunter2'],
  ['query', {}, 'hunter2'],
  ['no-error', {}, 'token='],
])('the caller learns nothing of %s, and the log has it once', async (path, err, hidden) => {
  await using relay = await open();
  const answer = await relay.call({ url: `/v1/failures/${path}?token=hunter2` });
  expect(answer.json).toMatchObject({ status: 500, code: 'internal_error' });
  expect(answer.text).not.toMatch(/inside|UNIQUE|hunter2/);
  expect(relay.log).toHaveLength(1);
  expect(relay.log[0]).not.toContain(hidden);
  const line = JSON.parse(relay.log[0] ?? '');
  expect(line).toMatchObject({
    level: 'error',
    method: 'GET',
    route: `/v1/failures/${path}`,
    msg: 'request failed',
  });
  expect(answer.json.detail).toContain(line.requestId);
  expect(line.err ?? {}).toMatchObject(err);
});

test('overload is 503 for a second, with one line in the log for many requests', async () => {
  await using relay = await open();
  for (let count = 0; count < 3; count += 1) {
    const answer = await relay.call({ url: '/v1/failures/overloaded' });
    expect(answer.json).toMatchObject({ status: 503, code: 'overloaded' });
    expect(answer.headers['retry-after']).toBe('1');
  }
  expect(relay.log).toEqual([expect.stringContaining('are waiting for the disk')]);
});

test('a full disk is 503, and the next call that fits succeeds', async () => {
  await using relay = await openTestApp({
    controllers: [FailuresController],
    prepare: (connection) => connection.pragma('max_page_count = 110'),
  });
  const answer = await relay.call({ method: 'POST', url: '/v1/failures/store' });
  expect(answer.json).toMatchObject({ status: 503, code: 'storage_unavailable' });
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.text).not.toContain('xxx');
  expect(relay.log).toHaveLength(1);
  expect(relay.log[0]).toContain('SQLITE_FULL');
  expect(relay.log[0]).not.toContain('xxx');

  const body = { name: 'small', scopes: ['read'] };
  expect((await relay.call({ method: 'POST', url: '/v1/api-keys', body })).status).toBe(201);
});

test('every unacceptable field is listed', async () => {
  await using relay = await open();
  const answer = await relay.call({
    method: 'POST',
    url: '/v1/failures/body',
    body: { scopes: ['a', 1, 'b', null], extra: true },
  });
  expect(answer.json).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    code: 'validation_failed',
    detail:
      'name: is required; scopes.1: must be a string; scopes.3: must be a string; extra: is not a known field',
    errors: [
      { path: 'name', message: 'is required' },
      { path: 'scopes.1', message: 'must be a string' },
      { path: 'scopes.3', message: 'must be a string' },
      { path: 'extra', message: 'is not a known field' },
    ],
  });
});

test.each([
  ['no JSON', '{"name": ', {}, 400, 'body_malformed'],
  [
    'no UTF-8',
    '{}',
    { 'content-type': 'application/json; charset=utf-16' },
    415,
    'unsupported_media_type',
  ],
  ['text', 'x', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
  [
    'no content type that can be read',
    'x',
    { 'content-type': 'nonsense' },
    415,
    'unsupported_media_type',
  ],
  ['nothing', '', {}, 400, 'validation_failed'],
  ['too much', `"${'x'.repeat(1024 * 1024)}"`, {}, 413, 'body_too_large'],
  ['a prototype', '{"__proto__": {}}', {}, 400, 'body_malformed'],
] as const)('a body of %s is a problem document', async (_, body, headers, status, code) => {
  await using relay = await open();
  const answer = await relay.call({ method: 'POST', url: '/v1/failures/body', body, headers });
  expect(answer.json).toMatchObject({ status, code, type: 'about:blank' });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(relay.log).toEqual([]);
});

test('a body is not read before the key is known', async () => {
  await using relay = await open();
  const call = { method: 'POST', url: '/v1/failures/body', body: 'nonsense' } as const;
  expect((await relay.call({ ...call, key: null })).status).toBe(401);
});

test.each([
  ['GET', '/nowhere', 404, 'route_not_found'],
  ['DELETE', '/v1/failures/body', 405, 'method_not_allowed'],
  ['OPTIONS', '/v1/failures/body', 404, 'route_not_found'],
  ['GET', '/v1/failures/%zz', 400, 'url_malformed'],
  ['GET', '/docs/nowhere.js', 404, 'route_not_found'],
  ['DELETE', `/v1/api-keys/${'x'.repeat(600)}`, 414, 'url_too_long'],
] as const)('%s %s is a problem document', async (method, url, status, code) => {
  await using relay = await open();
  const answer = await relay.call({ method, url });
  expect(answer.json).toMatchObject({ status, code });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test('HEAD responds like GET, without a body', async () => {
  await using relay = await open();
  for (const url of [
    '/v1/failures/not-found',
    '/v1/failures/unknown',
    '/nowhere',
    '/v1/api-keys',
  ]) {
    const get = await relay.call({ url });
    const head = await relay.call({ method: 'HEAD', url });
    expect([head.status, head.text]).toEqual([get.status, '']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  }
});
