import { VendorError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { errorOf, inZapier } from '../test/support/in-zapier.ts';
import { startServer } from '../test/support/server.ts';
import { performing } from './perform.ts';

test('a step gets what was filled in, and the fields of the connection', async () => {
  const perform = performing(async ({ input, authData }) => ({ input, authData }));
  const bundle = { inputData: { name: 'Bob' }, authData: { authKey: 'key' } };
  expect(await inZapier(perform, { bundle })).toEqual({
    input: { name: 'Bob' },
    authData: { authKey: 'key' },
  });
});

test('nothing at all is an empty form', async () => {
  const perform = performing(async ({ input, authData }) => ({ input, authData }));
  expect(await perform({} as never, {} as never)).toEqual({ input: {}, authData: {} });
});

test('errors of ours become those of Zapier', async () => {
  const perform = performing(async () => {
    throw new VendorError('vendor_not_found', 'There is no invoice 7.', { status: 404 });
  });
  expect(await errorOf(inZapier(perform))).toEqual({
    name: 'AppError',
    message: 'There is no invoice 7.',
    code: 'vendor_not_found',
    status: 404,
  });
});

test('what Zapier had against a request goes before what the client made of it', async () => {
  await using server = await startServer(() => ({ status: 429, headers: { 'retry-after': '9' } }));
  const perform = performing(async ({ reach }) => {
    await reach.transport({ method: 'GET', url: server.url, headers: {} }).catch(() => {
      throw new VendorError('vendor_unreachable', 'No answer came.');
    });
    return {};
  });
  expect(await errorOf(inZapier(perform))).toMatchObject({ name: 'ThrottledError', delay: 9 });
});
