import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { createTransport } from '../../nodes/shared/transport.ts';

function contextAnswering(answer: (request: IHttpRequestOptions) => unknown) {
  const seen: { credentialType: string; request: IHttpRequestOptions; self: unknown }[] = [];
  const context = {
    helpers: {
      async httpRequestWithAuthentication(
        this: unknown,
        credentialType: string,
        request: IHttpRequestOptions,
      ) {
        seen.push({ credentialType, request, self: this });
        return await answer(request);
      },
    },
  };
  return { context: context as unknown as IAllExecuteFunctions, seen };
}

const ok = () => ({ statusCode: 200, headers: {}, body: new Uint8Array([0, 255]) });

test('a request is handed to n8n with the credential, and any status is an answer', async () => {
  const { context, seen } = contextAnswering(() => ({
    statusCode: 404,
    headers: { 'Content-Type': 'application/json', 'set-cookie': ['a=1', 'b=2'] },
    body: new Uint8Array([0, 255]),
  }));
  const transport = createTransport({ context, credentialType: 'invoiceRelayApi', timeoutMs: 7 });
  const answer = await transport({
    method: 'GET',
    url: 'http://127.0.0.1/x?y=1',
    headers: { accept: 'application/json' },
  });
  expect(answer).toEqual({
    status: 404,
    headers: { 'content-type': 'application/json', 'set-cookie': 'a=1, b=2' },
    body: new Uint8Array([0, 255]),
  });
  expect(seen[0]?.self).toBe(context);
  expect(seen[0]?.credentialType).toBe('invoiceRelayApi');
  expect(seen[0]?.request).toEqual({
    method: 'GET',
    url: 'http://127.0.0.1/x?y=1',
    headers: { accept: 'application/json' },
    encoding: 'arraybuffer',
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
    timeout: 7,
  });
});

test('a body goes out as bytes of its own, whatever memory it was a view of', async () => {
  const { context, seen } = contextAnswering(ok);
  const transport = createTransport({ context, credentialType: 'x' });
  await transport({ method: 'POST', url: 'http://x', body: ' {"a":"é"} ' });
  await transport({
    method: 'POST',
    url: 'http://x',
    body: new Uint8Array([9, 1, 2, 9]).subarray(1, 3),
  });
  const [text, view] = seen.map(({ request }) => request.body as Uint8Array);
  expect(new TextDecoder('utf-8').decode(text)).toBe(' {"a":"é"} ');
  expect([...new Uint8Array(view?.buffer ?? new ArrayBuffer())]).toEqual([1, 2]);
});

test('an answer without a body is empty, and one from an evaluation is read too', async () => {
  const bodies: unknown[] = [undefined, 'é', { a: 1 }, new Uint8Array([7]).buffer];
  const { context } = contextAnswering(() => ({ statusCode: 204, body: bodies.shift() }));
  const transport = createTransport({ context, credentialType: 'x' });
  const read = async () => [...(await transport({ method: 'GET', url: 'http://x' })).body];
  expect(await read()).toEqual([]);
  expect(await read()).toEqual([195, 169]);
  expect(await read()).toEqual([...new TextEncoder().encode('{"a":1}')]);
  expect(await read()).toEqual([7]);
});

test('a signal ends the waiting, even where n8n does not heed it', async () => {
  const { context, seen } = contextAnswering(() => new Promise(() => undefined));
  const transport = createTransport({ context, credentialType: 'x' });
  const controller = new AbortController();
  const call = transport({ method: 'GET', url: 'http://x', signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(call).rejects.toThrow('enough');
  expect(seen[0]?.request.abortSignal).toBe(controller.signal);
  await expect(
    transport({ method: 'GET', url: 'http://x', signal: controller.signal }),
  ).rejects.toThrow('enough');
  expect(seen).toHaveLength(1);
});

test('what n8n throws when no answer came is thrown on', async () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const { context } = contextAnswering(() => Promise.reject(refused));
  const transport = createTransport({ context, credentialType: 'x' });
  await expect(transport({ method: 'GET', url: 'http://x' })).rejects.toBe(refused);
  const { signal } = new AbortController();
  await expect(transport({ method: 'GET', url: 'http://x', signal })).rejects.toBe(refused);
});
