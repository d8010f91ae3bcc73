import { expect, test } from 'vitest';

import { errorOf, inZapier } from '../../test/support/in-zapier.ts';
import { startServer } from '../../test/support/server.ts';
import { createReach } from './transport.ts';

const get = (url: string) => ({ method: 'GET', url, headers: {} });

test('sends and receives bytes unchanged, with lowercase header names', async () => {
  const bytes = Uint8Array.from([0, 0xff, 0xc3, 0x28, 10]);
  await using server = await startServer(() => ({
    body: bytes,
    headers: { 'X-Request-Id': 'One', 'content-type': 'application/octet-stream' },
  }));
  const answer = await inZapier(async (z) => {
    const { status, headers, body } = await createReach(z).transport({
      method: 'POST',
      url: `${server.url}/bytes?a=b%20c`,
      headers: { 'x-auth-key': 'Key' },
      body: bytes,
    });
    return { status, headers, body: [...body] };
  });
  expect(answer).toMatchObject({ status: 200, body: [...bytes] });
  expect(answer.headers).toMatchObject({ 'x-request-id': 'One' });
  expect(server.seen).toHaveLength(1);
  expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/bytes?a=b%20c' });
  expect(server.seen[0]?.headers).toMatchObject({ 'x-auth-key': 'Key' });
  expect([...server.seen[0]!.body]).toEqual([...bytes]);
});

test.each(['https', 'HTTPS'])('an address with %s is reached over TLS', async (scheme) => {
  await using server = await startServer(() => ({}));
  const url = server.url.replace('http', scheme);
  for (const method of ['GET', 'POST']) {
    const { message } = await inZapier((z) =>
      errorOf(createReach(z).transport({ ...get(url), method })),
    );
    // What the handshake of TLS makes of a server without it.
    expect(message).toMatch(/ssl|tls|EPROTO/i);
  }
  expect(server.seen).toEqual([]);
});

test.each([
  '{"note":"Pay {{bundle.inputData.amount}} by {{process.env.HOME}}"}',
  '{"note":"{{ bundle.authData.key }} {{anything}} é"}',
])('sends the text %s unchanged, not as a Zapier variable', async (body) => {
  await using server = await startServer(() => ({}));
  await inZapier(
    async (z) => {
      const headers = { 'content-type': 'application/json' };
      await createReach(z).transport({ method: 'POST', url: server.url, headers, body });
    },
    { bundle: { inputData: { amount: '5' }, authData: { key: 'secret' } } },
  );
  expect(server.seen[0]?.body.toString()).toBe(body);
  expect(server.seen[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  });
});

test.each([
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
])('sends a form with the content type %s unchanged', async (contentType) => {
  const form = String(new URLSearchParams({ grant: 'client', note: '{{bundle.inputData.a}} é+1' }));
  await using server = await startServer(() => ({}));
  await inZapier(async (z) => {
    const headers = { 'Content-Type': contentType };
    const body = new TextEncoder().encode(form);
    await createReach(z).transport({ method: 'POST', url: server.url, headers, body });
  });
  expect(server.seen[0]?.body.toString()).toBe(form);
});

test.each([301, 400, 403, 404, 500, 503])('a %i is a response, not an error', async (status) => {
  await using server = await startServer(() => ({
    status,
    headers: { location: '/elsewhere' },
    body: 'as it is',
  }));
  const answer = await inZapier(async (z) => {
    const reach = createReach(z);
    const { status: given, body } = await reach.transport(get(`${server.url}/here`));
    return { given, text: new TextDecoder().decode(body), raised: reach.raised() ?? 'nothing' };
  });
  expect(answer).toEqual({ given: status, text: 'as it is', raised: 'nothing' });
  expect(server.seen.map(({ url }) => url)).toEqual(['/here']);
});

test('a 429 is a response, so that the client can say who is throttling', async () => {
  await using server = await startServer(() => ({ status: 429, headers: { 'retry-after': '7' } }));
  const answer = await inZapier(async (z) => {
    const { status, headers } = await createReach(z).transport(get(server.url));
    return { status, retryAfter: headers['retry-after'] };
  });
  expect(answer).toEqual({ status: 429, retryAfter: '7' });
});

test('keeps what afterResponse throws, because a client would take it for a missing response', async () => {
  await using server = await startServer(() => ({ status: 401 }));
  const kept = await inZapier(
    async (z) => {
      const reach = createReach(z);
      await reach.transport(get(server.url)).catch(() => {});
      return { name: reach.raised()?.name };
    },
    {
      afterResponse: (response, z) => {
        if (response.status === 401) throw new z.errors.ExpiredAuthError('Reconnect.');
        return response;
      },
    },
  );
  expect(kept).toEqual({ name: 'ExpiredAuthError' });
});

test('an unreachable server is an error, but not one of Zapier’s', async () => {
  const server = await startServer(() => ({}));
  await server[Symbol.asyncDispose]();
  const outcome = await inZapier(async (z) => {
    const reach = createReach(z);
    const { message } = await errorOf(reach.transport(get(server.url)));
    return { message, raised: reach.raised() ?? 'nothing' };
  });
  expect(outcome).toMatchObject({
    message: expect.stringContaining('ECONNREFUSED'),
    raised: 'nothing',
  });
});

test('all requests of a step end before Zapier ends the step', async () => {
  await using server = await startServer(() => 'never');
  let now = 1_000_000;
  const { message } = await inZapier((z) => {
    const { transport } = createReach(z, { now: () => now });
    now += 27_990;
    return errorOf(transport(get(server.url)));
  });
  expect(message).toContain('network timeout');
});

test('does not start a change that might not finish in time', async () => {
  await using server = await startServer(() => ({}));
  let now = 1_000_000;
  const outcome = await inZapier(async (z) => {
    const reach = createReach(z, { now: () => now });
    now += 18_001;
    await reach.transport(get(server.url));
    const { message, code } = await errorOf(
      reach.transport({ ...get(server.url), method: 'POST', body: '{}' }),
    );
    return { message, code, raised: reach.raised()?.name };
  });
  expect(outcome).toEqual({
    message: expect.stringContaining('was left to make the next change. Run the step again.'),
    code: 'too_slow',
    raised: 'AppError',
  });
  expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
});

test('sends nothing after an abort', async () => {
  await using server = await startServer(() => ({}));
  const { message } = await inZapier((z) =>
    errorOf(
      createReach(z).transport({ ...get(server.url), signal: AbortSignal.abort(new Error('No.')) }),
    ),
  );
  expect(message).toBe('No.');
  expect(server.seen).toEqual([]);
});
