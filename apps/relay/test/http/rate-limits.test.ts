import { All, Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';

import { notFound, Public, RequireScope } from '../../src/http/index.ts';
import { RateLimits } from '../../src/http/rate-limits.ts';
import { openTestApp } from '../support/test-app.ts';

const limit = { max: 3, windowMs: 60_000 };

@Controller()
class SampleController {
  @Get('v1/sample')
  @RequireScope('read')
  show(): string {
    return 'in';
  }

  @All('hooks/:token')
  @Public()
  receive(@Param('token') token: string, @Req() request: FastifyRequest): string {
    if (token !== 'known' && token !== 'other') throw notFound('ingest URL', 'with this token');
    return `${request.method} ${(request.body as Buffer | undefined)?.length ?? 0}`;
  }
}

type TestApp = Awaited<ReturnType<typeof openTestApp>>;

async function statuses(
  relay: TestApp,
  count: number,
  call: Parameters<TestApp['call']>[0],
): Promise<number[]> {
  const answers: number[] = [];
  for (let index = 0; index < count; index += 1) answers.push((await relay.call(call)).status);
  return answers;
}

test('each key has its own request limit', async () => {
  await using relay = await openTestApp({
    controllers: [SampleController],
    limits: { callsPerKey: limit },
  });
  const url = '/v1/sample';
  expect(await statuses(relay, 4, { url, key: relay.keys.read })).toEqual([200, 200, 200, 429]);
  expect((await relay.call({ url, key: relay.keys.admin })).status).toBe(200);

  const answer = await relay.call({ url, key: relay.keys.read });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json).toMatchObject({ status: 429, code: 'too_many_requests' });
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
});

test('guessing keys ends in a 429, however many keys are tried; a valid key still works', async () => {
  await using relay = await openTestApp({
    controllers: [SampleController],
    limits: { refusedCallsPerAddress: limit },
  });
  const url = '/v1/sample';
  const guesses = [null, 'a', 'b', 'c', 'd'];
  const answers: number[] = [];
  for (const key of guesses) answers.push((await relay.call({ url, key })).status);
  expect(answers).toEqual([401, 401, 401, 429, 429]);
  expect((await relay.call({ url })).status).toBe(200);
});

test('each ingest URL has its own rate limit', async () => {
  await using relay = await openTestApp({
    controllers: [SampleController],
    limits: { requestsPerIngestUrl: limit },
  });
  const post = (token: string) =>
    ({ method: 'POST', url: `/hooks/${token}`, body: 'x', key: null }) as const;
  expect(await statuses(relay, 3, post('known'))).toEqual([200, 200, 200]);
  for (const spelling of ['known', 'known?x=1', '%6bnown', 'known%20', '%0Aknown']) {
    expect((await relay.call(post(spelling))).json).toMatchObject({ status: 429 });
  }
  expect((await relay.call(post('other'))).status).toBe(200);
});

test('guessing ingest URLs ends in a 429; a valid one still works', async () => {
  await using relay = await openTestApp({
    controllers: [SampleController],
    limits: { unknownIngestUrlsPerAddress: limit },
  });
  const answers: number[] = [];
  for (const token of ['a', 'b', 'c', 'd']) {
    answers.push((await relay.call({ url: `/hooks/${token}`, key: null })).status);
  }
  expect(answers).toEqual([404, 404, 404, 429]);

  const refused = await relay.call({ url: '/hooks/e', key: null });
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.headers['retry-after']).toBeDefined();
  expect(refused.json.code).toBe('too_many_requests');
  const head = await relay.call({ method: 'HEAD', url: '/hooks/f', key: null });
  expect([head.status, head.text]).toEqual([429, '']);
  expect((await relay.call({ url: '/hooks/known', key: null })).text).toBe('GET 0');
});

test('an ingest URL in a flood does not have its token in the log', async () => {
  await using relay = await openTestApp({
    controllers: [SampleController],
    limits: { requestsPerIngestUrl: { max: 0, windowMs: 60_000 } },
  });
  expect((await relay.call({ url: '/hooks/known', key: null })).status).toBe(429);
  expect(relay.log.join('')).not.toContain('known');
});

test('a caller that has disconnected, and has no address any more, is no failure of the relay', async () => {
  await using relay = await openTestApp({
    controllers: [SampleController],
    limits: { refusedCallsPerAddress: limit, unknownIngestUrlsPerAddress: limit },
  });
  const limits = relay.app.get(RateLimits);
  const gone = { ip: undefined } as unknown as FastifyRequest;
  expect(await limits.refusedCall(gone)).toBeUndefined();
  expect(await limits.unknownIngestUrl(gone)).toBeUndefined();
});
