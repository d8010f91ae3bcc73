import { expect, test } from 'vitest';

import { operations } from '../src/api/index.ts';
import type { EnvoiceClient, EnvoiceClientOptions } from '../src/index.ts';
import { createTestClient } from './support/client.ts';
import { startMockEnvoice } from './support/mock-envoice.ts';
import type { MockAnswer } from './support/mock-envoice.ts';

type Outcome = MockAnswer | 'break';

/** Makes the server return these responses first, and good ones after them. */
async function run(options: {
  readonly outcomes: readonly Outcome[];
  readonly call: (envoice: EnvoiceClient) => Promise<unknown>;
  readonly client?: Partial<EnvoiceClientOptions>;
}) {
  const outcomes = [...options.outcomes];
  await using mock = await startMockEnvoice({ route: () => outcomes.shift() });
  const client = createTestClient({ baseUrl: mock.url, ...options.client });
  const result = await options.call(client).then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? error,
  );
  return { result, requests: mock.requests.length, waits: client.waits };
}

const list = ({ taxes }: EnvoiceClient) => taxes.list();
const html = { body: '<html>' };

test('a repeatable call is retried after a temporary error, with increasing waits', async () => {
  const outcomes = [{ status: 500 }, 'break'] as const;
  expect(await run({ outcomes, call: list })).toEqual({
    result: 'ok',
    requests: 3,
    waits: [375, 750],
  });
  expect(await run({ outcomes: [html, { status: 429 }], call: list })).toMatchObject({
    result: 'ok',
    requests: 3,
  });
});

test('waits grow, vary by half, and stay below 30 s', async () => {
  const outcomes = Array.from({ length: 9 }, () => ({ status: 503 }));
  const waitsWith = async (random: number) =>
    (await run({ outcomes, call: list, client: { maxAttempts: 10, random: () => random } })).waits;
  expect(await waitsWith(0)).toEqual([250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  expect(await waitsWith(0.999)).toSatisfy((waits: number[]) =>
    waits.every((wait, index) => wait > Math.min(30_000, 500 * 2 ** index) * 0.99 && wait < 30_000),
  );
});

test('after the last attempt the last error is thrown', async () => {
  const outcomes = [html, { status: 500 }, 'break', html] as const;
  expect(await run({ outcomes, call: list })).toMatchObject({
    result: 'vendor_unreachable',
    requests: 3,
  });
  expect(await run({ outcomes, call: list, client: { maxAttempts: 1 } })).toEqual({
    result: 'vendor_answer_invalid',
    requests: 1,
    waits: [],
  });
});

test('Retry-After is respected, and above 30 s the error is thrown at once', async () => {
  const after = (value: string): Outcome => ({ status: 429, headers: { 'retry-after': value } });
  expect(await run({ outcomes: [after('30')], call: list })).toEqual({
    result: 'ok',
    requests: 2,
    waits: [30_000],
  });
  expect(await run({ outcomes: [after('31')], call: list })).toEqual({
    result: 'vendor_rate_limited',
    requests: 1,
    waits: [],
  });
  // A shorter Retry-After does not shorten our own wait.
  expect((await run({ outcomes: [after('0')], call: list })).waits).toEqual([375]);
});

test.each([400, 401, 403, 404])('a %i is not temporary: one attempt', async (status) => {
  expect(await run({ outcomes: [{ status }], call: list })).toMatchObject({ requests: 1 });
});

test('a redirect would lead to the same place again: one attempt', async () => {
  const outcomes = [{ status: 302, headers: { location: '/login' } }];
  expect(await run({ outcomes, call: list })).toEqual({
    result: 'vendor_answer_invalid',
    requests: 1,
    waits: [],
  });
});

test('a refusal with a 200 is not retried', async () => {
  const outcomes = [{ body: { IsFaulted: true } }];
  expect(await run({ outcomes, call: ({ invoices }) => invoices.list() })).toMatchObject({
    result: 'vendor_refused',
    requests: 1,
  });
});

const unrepeatable = operations.filter(({ repeatable }) => !repeatable);

test.each(unrepeatable)(
  '$resource.$name is sent once, whatever goes wrong',
  async ({ resource, name, body, parameters }) => {
    const input = body?.argument === null ? {} : { id: 1, ...(parameters[0] ? { body: {} } : {}) };
    const call = (envoice: EnvoiceClient) =>
      (envoice[resource] as unknown as Record<string, (input: unknown) => Promise<unknown>>)[name]!(
        input,
      );
    for (const outcome of ['break', html, { status: 500 }, { status: 429 }] as const) {
      const { result, requests } = await run({ outcomes: [outcome], call });
      expect(requests).toBe(1);
      expect(result).toMatch(/^vendor_/);
    }
  },
);

test('what creates and sends is among those', () => {
  expect(unrepeatable.map(({ resource, name }) => `${resource}.${name}`)).toEqual(
    expect.arrayContaining([
      'clients.create',
      'estimations.convert',
      'estimations.create',
      'estimations.sendToClient',
      'invoices.create',
      'invoices.createCategory',
      'invoices.sendToAccountant',
      'invoices.sendToClient',
      'orders.create',
      'paymentLinks.create',
      'products.create',
      'taxes.create',
      'workTypes.create',
    ]),
  );
  expect(unrepeatable).toHaveLength(30);
});

test('an update that only sets the same values again is retried', async () => {
  const call = ({ taxes }: EnvoiceClient) => taxes.update({ Id: 311, Percentage: 8.1 });
  expect(await run({ outcomes: ['break'], call })).toMatchObject({ result: 'ok', requests: 2 });
});

test('a signal ends a call with its own reason, even while it waits', async () => {
  const reason = new Error('enough');
  const before = AbortSignal.abort(reason);
  await using mock = await startMockEnvoice({ route: () => ({ status: 500 }) });
  const client = createTestClient({ baseUrl: mock.url });
  await expect(client.taxes.list({ signal: before })).rejects.toBe(reason);
  await expect(client.invoices.get({ id: 1 }, { signal: before })).rejects.toBe(reason);
  expect(mock.requests).toHaveLength(0);

  const controller = new AbortController();
  const waiting = createTestClient({
    baseUrl: mock.url,
    sleep: async () => {
      controller.abort(reason);
      throw new Error('woken up');
    },
  });
  await expect(waiting.taxes.list({ signal: controller.signal })).rejects.toBe(reason);
  expect(mock.requests).toHaveLength(1);
});

test('a signal that aborts a request in flight ends the call', async () => {
  const controller = new AbortController();
  await using mock = await startMockEnvoice({
    route: () => {
      controller.abort(new Error('in flight'));
      return undefined;
    },
  });
  const client = createTestClient({ baseUrl: mock.url });
  await expect(client.taxes.list({ signal: controller.signal })).rejects.toThrow('in flight');
  expect(mock.requests).toHaveLength(1);
});
