import { Controller, Get } from '@nestjs/common';
import { expect, test } from 'vitest';

import { ApiKeysService } from '../../src/http/resources/api-keys/api-keys.service.ts';
import { CurrentKey, Public, RequireScope } from '../../src/http/index.ts';
import type { CallerKey } from '../../src/http/index.ts';
import { openTestApp } from '../support/test-app.ts';

@Controller('v1/doors')
class DoorsController {
  @Get('read')
  @RequireScope('read')
  read(@CurrentKey() key: CallerKey): CallerKey {
    return key;
  }

  @Get('subscribe')
  @RequireScope('subscribe')
  subscribe(): string {
    return 'in';
  }

  @Get('admin')
  @RequireScope('admin')
  admin(): string {
    return 'in';
  }

  @Get('public')
  @Public()
  everybody(): string {
    return 'in';
  }

  @Get('forgotten')
  forgotten(): string {
    return 'in';
  }
}

const open = () => openTestApp({ controllers: [DoorsController] });

test.each([
  ['read', [200, 403, 403]],
  ['subscribe', [200, 200, 403]],
  ['admin', [200, 200, 200]],
] as const)(
  'the scope %s grants access to its routes and those of lesser scopes',
  async (scope, statuses) => {
    await using relay = await open();
    const answers = await Promise.all(
      ['read', 'subscribe', 'admin'].map((door) =>
        relay.call({ url: `/v1/doors/${door}`, key: relay.keys[scope] }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  },
);

test('a missing scope is named', async () => {
  await using relay = await open();
  const answer = await relay.call({ url: '/v1/doors/admin', key: relay.keys.subscribe });
  expect(answer.json).toMatchObject({ status: 403, code: 'scope_missing' });
  expect(answer.json.detail).toContain('"admin"');
  expect(answer.headers['www-authenticate']).toBe(
    'Bearer error="insufficient_scope", scope="admin"',
  );
});

test('access requires a key', async () => {
  await using relay = await open();
  for (const headers of [{}, { authorization: 'Basic eDp5' }, { authorization: 'Bearer ' }]) {
    const answer = await relay.call({ url: '/v1/doors/read', key: null, headers });
    expect(answer.json).toMatchObject({ status: 401, code: 'api_key_missing' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  }
});

test('an unknown or deleted key is refused', async () => {
  await using relay = await open();
  const { entity, key } = await relay.app
    .get(ApiKeysService)
    .create({ name: 'short-lived', scopes: ['read'] });
  expect((await relay.call({ url: '/v1/doors/read', key })).status).toBe(200);
  await relay.app.get(ApiKeysService).delete(entity.id);

  for (const unknown of [key, 'irk_nope', entity.hash, 'x'.repeat(5_000)]) {
    const answer = await relay.call({ url: '/v1/doors/read', key: unknown });
    expect(answer.json).toMatchObject({ status: 401, code: 'api_key_unknown' });
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  }
});

test('the scheme is case-insensitive', async () => {
  await using relay = await open();
  const headers = { authorization: `bearer ${relay.keys.read}` };
  const answer = await relay.call({ url: '/v1/doors/read', key: null, headers });
  expect(answer.json).toMatchObject({ scopes: ['read'] });
});

test('a route without a rule denies everyone; a public one admits everyone', async () => {
  await using relay = await open();
  expect((await relay.call({ url: '/v1/doors/forgotten' })).status).toBe(403);
  expect((await relay.call({ url: '/v1/doors/public', key: null })).text).toBe('in');
});
