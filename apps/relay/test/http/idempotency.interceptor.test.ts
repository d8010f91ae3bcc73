import { days } from '../../src/shared/clock/durations.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { expect, test } from 'vitest';
import * as v from 'valibot';

import { Database } from '../../src/database/database.ts';
import { SettingEntity } from '../../src/database/entities/setting.entity.ts';
import { IdempotencyEntity } from '../../src/database/entities/idempotency.entity.ts';
import { conflict, NotIdempotent, PreparesFirst, RequireScope } from '../../src/http/index.ts';
import type { Effect } from '../../src/http/index.ts';
import { openTestApp } from '../support/test-app.ts';

const bodySchema = v.optional(v.strictObject({ secret: v.optional(v.string(), 'none') }), {});

/** Every effect is its own row. */
@Controller('v1/effects')
@RequireScope('subscribe')
class EffectsController {
  constructor(private readonly database: Database) {}

  @Post()
  async make(@Body({ schema: bodySchema }) { secret }: { secret?: string }): Promise<object> {
    return { made: await this.#effect(), secret };
  }

  @Post('conflict')
  async failAfterwards(): Promise<void> {
    await this.#effect();
    throw conflict('afterwards', 'It went wrong afterwards.');
  }

  @Post('outside')
  @NotIdempotent()
  async outside(): Promise<object> {
    return { made: await this.#effect() };
  }

  /** Each preparation is an effect that stays if it is outside the transaction. */
  @Post('prepared')
  @PreparesFirst()
  async prepare(
    @Body({ schema: bodySchema }) { secret }: { secret?: string },
  ): Promise<Effect<object>> {
    const prepared = await this.#effect();
    return async () => {
      const made = await this.#effect();
      if (secret === 'conflict') throw conflict('afterwards', 'It went wrong afterwards.');
      return { prepared, made };
    };
  }

  @Patch()
  async change(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    reply.code(202);
    return { made: await this.#effect() };
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') _id: string): Promise<void> {
    await this.#effect();
  }

  @Get()
  count(): Promise<number> {
    return this.database.read((transaction) => transaction.entities.count(SettingEntity));
  }

  #effect(): Promise<number> {
    return this.database.write(async (transaction) => {
      const made = await transaction.entities.count(SettingEntity);
      await transaction.entities.insert(SettingEntity, { name: `effect ${made}`, value: '' });
      return made;
    });
  }
}

const open = (folder?: string) =>
  openTestApp({
    controllers: [EffectsController],
    ...(folder === undefined ? {} : { folder }),
  });
type TestApp = Awaited<ReturnType<typeof open>>;

const keyed = (key: string) => ({ 'idempotency-key': key });
const post = { method: 'POST', url: '/v1/effects' } as const;

const effects = async (relay: TestApp): Promise<number> =>
  (await relay.call({ url: '/v1/effects' })).json;

test('without a key every call has its effect', async () => {
  await using relay = await open();
  await relay.call(post);
  await relay.call(post);
  expect(await effects(relay)).toBe(2);
});

test('the same call with the same key has one effect and the same response', async () => {
  await using relay = await open();
  const first = await relay.call({ ...post, headers: keyed('"one"') });
  const second = await relay.call({ ...post, headers: keyed('one') });
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  expect(first.status).toBe(201);
  expect(first.headers['idempotency-replayed']).toBe(undefined);
  expect(second.headers['idempotency-replayed']).toBe('true');
  expect(second.headers['content-type']).toBe(first.headers['content-type']);
  expect(await effects(relay)).toBe(1);
});

test('a response without a body is repeated without one', async () => {
  await using relay = await open();
  const call = { method: 'DELETE', url: '/v1/effects/1', headers: keyed('gone') } as const;
  const answers = [await relay.call(call), await relay.call(call)];
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [204, ''],
    [204, ''],
  ]);
  expect(answers[1]?.headers['idempotency-replayed']).toBe('true');
  expect(await effects(relay)).toBe(1);
});

test('its status is repeated too', async () => {
  await using relay = await open();
  const call = { method: 'PATCH', url: '/v1/effects', headers: keyed('changed') } as const;
  const answers = [await relay.call(call), await relay.call(call)];
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  expect(answers[1]?.headers['idempotency-replayed']).toBe('true');
});

test('two simultaneous calls have one effect', async () => {
  await using relay = await open();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => relay.call({ ...post, headers: keyed('same') })),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(
    answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined),
  ).toHaveLength(1);
  expect(await effects(relay)).toBe(1);
});

test('a response is remembered across a restart, and sealed', async () => {
  await using cleanup = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'relay-idempotency-'));
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  const call = {
    ...post,
    body: { secret: 'hunter2-hunter2' },
    headers: keyed('restart'),
  };
  let first = '';
  let key = '';
  {
    await using relay = await open(folder);
    key = relay.keys.admin;
    first = (await relay.call(call)).text;
    expect(first).toContain('hunter2-hunter2');
  }
  for (const name of ['relay.sqlite', 'relay.sqlite-wal']) {
    const bytes = readIfThere(join(folder, name));
    expect(bytes.includes('hunter2-hunter2')).toBe(false);
  }
  await using relay = await open(folder);
  const again = await relay.call({ ...call, key });
  expect([again.text, again.headers['idempotency-replayed']]).toEqual([first, 'true']);
  expect(await effects(relay)).toBe(1);
});

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

test.each([
  ['another body', { ...post, body: { secret: 'other' } }],
  ['another path', { ...post, url: '/v1/effects/conflict' }],
  ['another query', { ...post, url: '/v1/effects?x=1' }],
  ['another method', { method: 'PATCH', url: '/v1/effects' }],
] as const)('the same key with %s is refused', async (_, call) => {
  await using relay = await open();
  await relay.call({ ...post, headers: keyed('one') });
  const answer = await relay.call({ ...call, headers: keyed('one') });
  expect(answer.json).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  expect(await effects(relay)).toBe(1);
});

test('the same key from another API key is a different key', async () => {
  await using relay = await open();
  await relay.call({ ...post, headers: keyed('one') });
  const other = await relay.call({ ...post, headers: keyed('one'), key: relay.keys.subscribe });
  expect(other.headers['idempotency-replayed']).toBe(undefined);
  expect(await effects(relay)).toBe(2);
});

test('a call that ends in a problem leaves no effect and no memory', async () => {
  await using relay = await open();
  const url = '/v1/effects/conflict';
  for (const _ of [1, 2]) {
    const answer = await relay.call({ ...post, url, headers: keyed('fails') });
    expect(answer.json).toMatchObject({ status: 409, code: 'afterwards' });
  }
  expect(await effects(relay)).toBe(0);

  const fixed = { ...post, headers: keyed('fixed') };
  expect((await relay.call({ ...fixed, body: { secret: 1 } })).status).toBe(400);
  expect((await relay.call({ ...fixed, body: { secret: 'x' } })).status).toBe(201);
});

test('a day later the key is free again, and the old response is gone', async () => {
  await using relay = await open();
  await relay.call({ ...post, headers: keyed('old') });
  relay.clock.advance(1 * days - 1);
  const replayed = await relay.call({ ...post, headers: keyed('old') });
  expect(replayed.headers['idempotency-replayed']).toBe('true');
  relay.clock.advance(1);
  await relay.call({ ...post, headers: keyed('new') });
  expect(
    await relay.database.read((transaction) => transaction.entities.count(IdempotencyEntity)),
  ).toBe(1);
  const fresh = await relay.call({ ...post, headers: keyed('old') });
  expect(fresh.headers['idempotency-replayed']).toBe(undefined);
  expect(await effects(relay)).toBe(3);
});

test('a route with external effects ignores the key', async () => {
  await using relay = await open();
  const call = { ...post, url: '/v1/effects/outside', headers: keyed('x') };
  expect((await relay.call(call)).json).toEqual({ made: 0 });
  expect((await relay.call(call)).json).toEqual({ made: 1 });
});

test('a route that prepares first does so outside the transaction, once', async () => {
  await using relay = await open();
  const call = { ...post, url: '/v1/effects/prepared' };
  expect((await relay.call(call)).json).toEqual({ prepared: 0, made: 1 });
  const keyedCall = { ...call, headers: keyed('x') };
  const answers = [await relay.call(keyedCall), await relay.call(keyedCall)];
  for (const { status, json } of answers) {
    expect([status, json]).toEqual([201, { prepared: 2, made: 3 }]);
  }
  expect(answers[1]?.headers['idempotency-replayed']).toBe('true');
  expect(await effects(relay)).toBe(4);
  const other = await relay.call({ ...keyedCall, body: { secret: 'other' } });
  expect(other.json).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  expect(await effects(relay)).toBe(4);
  const fails = { ...call, headers: keyed('y'), body: { secret: 'conflict' } };
  expect((await relay.call(fails)).status).toBe(409);
  expect(await effects(relay)).toBe(5);
});

test('an invalid key is refused, and reading ignores it', async () => {
  await using relay = await open();
  const answer = await relay.call({ ...post, headers: keyed('"') });
  expect(answer.json).toMatchObject({ status: 400, code: 'idempotency_key_malformed' });
  expect((await relay.call({ url: '/v1/effects', headers: keyed('"') })).status).toBe(200);
});
