import { hours, minutes } from '../../src/shared/clock/durations.ts';
import { Controller, Get, Post } from '@nestjs/common';
import { expect, test } from 'vitest';

import { SessionEntity } from '../../src/database/entities/session.entity.ts';
import { SignInCodeEntity } from '../../src/database/entities/sign-in-code.entity.ts';
import { CurrentKey, RequireScope } from '../../src/http/index.ts';
import type { CallerKey } from '../../src/http/index.ts';
import { openTestApp } from '../support/test-app.ts';
import type { TestApp } from '../support/test-app.ts';
import { ApiKeysService } from '../../src/http/resources/api-keys/api-keys.service.ts';
import { SignInLinks } from '../../src/http/resources/api-keys/sign-in-links.ts';
import { SessionModule } from '../../src/http/resources/session/session.module.ts';

const url = '/v1/session';
const sameOrigin = { 'sec-fetch-site': 'same-origin' };

@Controller('v1/doors')
class DoorsController {
  @Get('read')
  @RequireScope('read')
  read(@CurrentKey() { id }: CallerKey): object {
    return { id };
  }

  @Post('subscribe')
  @RequireScope('subscribe')
  subscribe(): object {
    return { in: true };
  }
}

const open = (options: Parameters<typeof openTestApp>[0] = {}) =>
  openTestApp({ imports: [SessionModule], controllers: [DoorsController], ...options });

/** Signs in as a browser does. @returns the cookie to send along */
async function signIn(relay: TestApp, body: object): Promise<string> {
  const answer = await relay.call({ method: 'POST', url, key: null, body, headers: sameOrigin });
  expect(answer.status).toBe(201);
  return cookieOf(answer.headers['set-cookie']);
}

function cookieOf(header: string | undefined): string {
  return String(header).split(';')[0] ?? '';
}

const get = (relay: TestApp, cookie: string, path = url) =>
  relay.call({ url: path, key: null, headers: { cookie } });

async function linkOf(relay: TestApp): Promise<string> {
  const addresses = ['https://relay.example', undefined, 'https://relay.example'];
  const [link, ...more] = await relay.app.get(SignInLinks).create({ addresses });
  expect(more).toEqual([]);
  return /^https:\/\/relay\.example\/#sign-in=(irc_[\w-]{43})$/.exec(link ?? '')?.[1] ?? '';
}

test('a key becomes a session, out of reach of scripts and of other sites', async () => {
  await using relay = await open();
  const body = { key: relay.keys.subscribe };
  const answer = await relay.call({ method: 'POST', url, key: null, body, headers: sameOrigin });
  expect(answer.status).toBe(201);
  expect(answer.headers['set-cookie']).toMatch(
    /^invoice_relay_session=irs_[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
  );
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.json).toEqual({
    scopes: ['subscribe'],
    key: { id: expect.stringMatching(/^key_/), name: 'subscribe' },
    idleExpiresAt: '2026-11-20T11:00:00.000Z',
    expiresAt: '2026-11-20T22:00:00.000Z',
  });

  const cookie = cookieOf(answer.headers['set-cookie']);
  expect((await get(relay, cookie)).json).toEqual(answer.json);
  expect((await get(relay, cookie, '/v1/doors/read')).json).toEqual({ id: answer.json.key.id });
  // Neither what is stored nor what is logged grants access.
  const rows = await relay.database.read((tx) => tx.entities.find(SessionEntity));
  const token = cookie.split('=')[1] ?? '';
  expect(JSON.stringify(rows) + relay.log.join('')).not.toContain(token);
  expect(relay.log.join('')).not.toContain(relay.keys.subscribe);
  expect(relay.log.join('')).toContain('signed in');
});

test('the cookie is Secure where the relay is reached over https', async () => {
  await using relay = await open({ environment: { PUBLIC_URL: 'https://relay.example/x' } });
  const secureWith = async (headers: Record<string, string>) => {
    const body = { key: relay.keys.read };
    const answer = await relay.call({ method: 'POST', url, key: null, body, headers });
    return answer.headers['set-cookie']?.endsWith('; Secure');
  };
  expect(await secureWith({ origin: 'https://relay.example' })).toBe(true);
  expect(await secureWith({})).toBe(true);
  // On the machine itself, past the proxy.
  expect(await secureWith({ origin: 'http://127.0.0.1:4100', host: '127.0.0.1:4100' })).toBe(false);
});

test.each([
  [{}, ['key']],
  [{ key: 'a', code: 'b' }, ['key']],
  [{ key: ' ' }, ['key']],
  [{ key: 7 }, ['key']],
  [{ code: 'x'.repeat(2_000) }, ['code']],
  [{ key: 'x', remember: true }, ['remember']],
])('%j is not a valid sign-in', async (body, paths) => {
  await using relay = await open();
  const answer = await relay.call({ method: 'POST', url, key: null, body });
  expect(answer.status).toBe(400);
  expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
});

test('unknown credentials are refused, with what to do', async () => {
  await using relay = await open();
  const key = await relay.call({ method: 'POST', url, key: null, body: { key: 'irk_nope' } });
  expect(key.json).toMatchObject({ status: 401, code: 'api_key_unknown' });
  const code = await relay.call({ method: 'POST', url, key: null, body: { code: 'irc_nope' } });
  expect(code.json).toMatchObject({ status: 401, code: 'sign_in_link_unknown' });
  expect(code.json.detail).toContain('sign-in-link');
  expect(code.headers['set-cookie']).toBeUndefined();
  expect(relay.log.join('')).not.toContain('_nope');
  expect(relay.log.filter((line) => line.includes('sign-in refused'))).toHaveLength(2);
});

test('a sign-in link works once, within 15 minutes', async () => {
  await using relay = await open();
  const code = await linkOf(relay);
  const codes = await relay.database.read((tx) => tx.entities.find(SignInCodeEntity));
  expect(JSON.stringify(codes)).not.toContain(code);
  const cookie = await signIn(relay, { code });
  expect((await get(relay, cookie)).json).toMatchObject({ scopes: ['admin'] });
  const again = await relay.call({ method: 'POST', url, key: null, body: { code } });
  expect(again.json).toMatchObject({ status: 401, code: 'sign_in_link_unknown' });

  const late = await linkOf(relay);
  relay.clock.advance(15 * minutes);
  const answer = await relay.call({ method: 'POST', url, key: null, body: { code: late } });
  expect(answer.status).toBe(401);
});

test('of two simultaneous uses of a link, one is signed in', async () => {
  await using relay = await open();
  const code = await linkOf(relay);
  const answers = await Promise.all(
    [1, 2].map(() => relay.call({ method: 'POST', url, key: null, body: { code } })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 401]);
});

test('a session ends when it is idle, and at its maximum age', async () => {
  await using relay = await open();
  const idle = await signIn(relay, { key: relay.keys.read });
  relay.clock.advance(1 * hours - 1);
  expect((await get(relay, idle)).status).toBe(200);
  relay.clock.advance(1 * hours - 1);
  // It was used in the meantime.
  expect((await get(relay, idle)).json).toMatchObject({
    idleExpiresAt: new Date(relay.clock.now() + 1 * hours).toISOString(),
  });
  relay.clock.advance(1 * hours);
  expect((await get(relay, idle)).json).toMatchObject({ status: 401, code: 'session_ended' });

  const busy = await signIn(relay, { key: relay.keys.read });
  for (let step = 0; step < 23; step += 1) {
    relay.clock.advance(30 * minutes);
    expect((await get(relay, busy)).status).toBe(200);
  }
  const last = await get(relay, busy);
  expect(last.json.idleExpiresAt).toBe(last.json.expiresAt);
  relay.clock.advance(30 * minutes);
  expect((await get(relay, busy)).status).toBe(401);
});

test('the limits can be configured', async () => {
  await using relay = await open({
    environment: { RELAY_SESSION_IDLE_MINUTES: '5', RELAY_SESSION_MINUTES: '8' },
  });
  const cookie = await signIn(relay, { key: relay.keys.read });
  relay.clock.advance(4 * minutes);
  expect((await get(relay, cookie)).status).toBe(200);
  relay.clock.advance(4 * minutes);
  expect((await get(relay, cookie)).status).toBe(401);
});

test.each([1, 2, 60])('a session that is used does not end after %d idle minutes', async (idle) => {
  await using relay = await open({
    environment: { RELAY_SESSION_IDLE_MINUTES: String(idle), RELAY_SESSION_MINUTES: '1440' },
  });
  const cookie = await signIn(relay, { key: relay.keys.read });
  for (let use = 1; use <= 20; use += 1) {
    // Sometimes soon after the last time, sometimes just before it would end.
    relay.clock.advance(idle * minutes * (use % 2 === 0 ? 0.9 : 0.2));
    expect([use, (await get(relay, cookie)).status]).toEqual([use, 200]);
  }
  relay.clock.advance(idle * minutes);
  expect((await get(relay, cookie)).status).toBe(401);
});

test('deleting a key immediately ends its sessions and sign-in links', async () => {
  await using relay = await open();
  const keys = relay.app.get(ApiKeysService);
  const { entity, key } = await keys.create({ name: 'short-lived', scopes: ['read'] });
  const cookie = await signIn(relay, { key });
  expect((await get(relay, cookie)).status).toBe(200);
  await keys.delete(entity.id);
  expect((await get(relay, cookie)).status).toBe(401);
  const rows = await relay.database.read((tx) =>
    tx.entities.findBy(SessionEntity, { apiKeyId: entity.id }),
  );
  expect(rows).toEqual([]);
});

test('signing out ends a session; everywhere, all of its key and no other', async () => {
  await using relay = await open();
  const [one, two, three] = [
    await signIn(relay, { key: relay.keys.read }),
    await signIn(relay, { key: relay.keys.read }),
    await signIn(relay, { key: relay.keys.admin }),
  ];
  const out = await relay.call({
    method: 'DELETE',
    url,
    key: null,
    headers: { ...sameOrigin, cookie: one },
  });
  expect([out.status, out.text]).toEqual([204, '']);
  expect(out.headers['set-cookie']).toMatch(/^invoice_relay_session=; Path=\/; Max-Age=0; /);
  expect((await get(relay, one)).status).toBe(401);
  expect((await get(relay, two)).status).toBe(200);

  const everywhere = await relay.call({
    method: 'DELETE',
    url: '/v1/sessions',
    key: relay.keys.read,
  });
  expect(everywhere.status).toBe(204);
  expect((await get(relay, two)).status).toBe(401);
  expect((await get(relay, three)).status).toBe(200);
});

test('signing in again ends the previous session', async () => {
  await using relay = await open();
  const before = await signIn(relay, { key: relay.keys.read });
  const headers = { ...sameOrigin, cookie: before };
  const body = { key: relay.keys.admin };
  const answer = await relay.call({ method: 'POST', url, key: null, body, headers });
  expect(answer.status).toBe(201);
  expect((await get(relay, before)).status).toBe(401);
});

test('a call with a key has no session', async () => {
  await using relay = await open();
  for (const method of ['GET', 'DELETE'] as const) {
    const answer = await relay.call({ method, url });
    expect(answer.json).toMatchObject({ status: 404, code: 'session_not_found' });
  }
});

test.each([
  [{}, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'none' }, 403],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }, 403],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'http://localhost.evil.example' }, 403],
  [{ 'sec-fetch-site': 'same-origin' }, 201],
  [{ origin: 'http://localhost' }, 201],
  [{ origin: 'https://relay.example' }, 201],
])('a change by cookie with %j gets %d', async (headers, status) => {
  await using relay = await open({ environment: { PUBLIC_URL: 'https://relay.example' } });
  const cookie = await signIn(relay, { key: relay.keys.admin });
  const door = { method: 'POST', url: '/v1/doors/subscribe', key: null } as const;
  const host = 'localhost';
  const answer = await relay.call({ ...door, headers: { ...headers, cookie, host } });
  const code: unknown = status === 403 ? 'cross_site_request' : undefined;
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  // Reading is not a change, and a key needs no page.
  const read = { url: '/v1/doors/read', key: null, headers: { ...headers, cookie, host } };
  expect((await relay.call(read)).status).toBe(200);
  const withKey = { ...door, key: relay.keys.admin, headers: { ...headers, cookie, host } };
  expect((await relay.call(withKey)).status).toBe(201);
});

test('another site cannot sign a user in', async () => {
  await using relay = await open();
  const headers = { origin: 'https://evil.example' };
  const body = { key: relay.keys.read };
  const answer = await relay.call({ method: 'POST', url, key: null, body, headers });
  expect(answer.json).toMatchObject({ status: 403, code: 'cross_site_request' });
});

test('the scopes of the key apply', async () => {
  await using relay = await open();
  const cookie = await signIn(relay, { key: relay.keys.read });
  const door = { method: 'POST', url: '/v1/doors/subscribe', key: null } as const;
  const answer = await relay.call({ ...door, headers: { ...sameOrigin, cookie } });
  expect(answer.json).toMatchObject({ status: 403, code: 'scope_missing' });
});

test('a header with a key takes precedence over the cookie', async () => {
  await using relay = await open();
  const cookie = await signIn(relay, { key: relay.keys.admin });
  const answer = await relay.call({
    url: '/v1/doors/read',
    key: 'irk_nope',
    headers: { ...sameOrigin, cookie },
  });
  expect(answer.json).toMatchObject({ status: 401, code: 'api_key_unknown' });
});

test.each(['', 'x', 'irs_', `irs_${'x'.repeat(43)}`, `irs_${'x'.repeat(5_000)}`, '%00'])(
  'the cookie %j belongs to nobody',
  async (token) => {
    await using relay = await open();
    const answer = await get(relay, `a=b; invoice_relay_session=${token}`);
    expect(answer.status).toBe(401);
  },
);

test('sign-ins are rate limited per address, valid ones too, and the response says when to retry', async () => {
  await using relay = await open({
    limits: { signInsPerAddress: { max: 3, windowMs: 1 * minutes } },
  });
  const body = { key: 'irk_nope' };
  for (let tries = 0; tries < 3; tries += 1) {
    const answer = await relay.call({ method: 'POST', url, key: null, body });
    expect(answer.status).toBe(401);
  }
  const right = { key: relay.keys.admin };
  const limited = await relay.call({ method: 'POST', url, key: null, body: right });
  expect(limited.json).toMatchObject({ status: 429, code: 'too_many_requests' });
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(limited.headers['retry-after'])).toBeLessThanOrEqual(60);
  // Calls with an API key continue.
  expect((await relay.call({ url: '/v1/doors/read' })).status).toBe(200);
});

test('tries are limited in total', async () => {
  await using relay = await open({ limits: { signIns: { max: 2, windowMs: 1 * minutes } } });
  const body = { code: 'irc_nope' };
  const statuses: number[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    statuses.push((await relay.call({ method: 'POST', url, key: null, body })).status);
  }
  expect(statuses).toEqual([401, 401, 429]);
});
