import { describe, expect, it } from 'vitest';

import { Api } from './api.ts';
import { startSandbox } from './harness.ts';

const bob = 2_185;

async function start(trouble: object) {
  const { control, runtime, stop } = await startSandbox();
  expect((await control.call('PUT', '/control/trouble', trouble)).status).toBe(200);
  return { control, runtime, stop, api: new Api(control) };
}

describe('trouble', () => {
  it('delays responses as configured', async () => {
    const { api, runtime } = await start({ latencyMs: 5_000 });
    let answered = false;
    const call = api.got('tax/all').then(() => (answered = true));
    while (runtime.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    runtime.advance(4_999);
    expect(answered).toBe(false);
    runtime.advance(1);
    await call;
  });

  it('ends delays when the sandbox stops', async () => {
    const { api, runtime, stop } = await start({ latencyMs: 60_000 });
    const call = api.got('tax/all');
    while (runtime.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    await stop();
    expect(await call).toHaveLength(3);
  });

  it('fails at the configured rate without changing anything', async () => {
    const { api, control } = await start({ failRate: 0.5 });
    const statuses: number[] = [];
    for (let call = 0; call < 200; call += 1) {
      statuses.push((await api.post('worktype/new', { Title: 'x' })).status);
    }
    const failed = statuses.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(70);
    expect(failed).toBeLessThan(130);
    await control.call('PUT', '/control/trouble', {});
    expect(await api.got('worktype/all')).toHaveLength(5 + 200 - failed);
    await control.call('PUT', '/control/trouble', { failRate: 1 });
    expect(await api.get('tax/all')).toMatchObject({
      status: 500,
      body: { operation: 'tax/all', detail: expect.stringContaining('failRate') },
    });
  });

  it('responds with 429 to too many calls within a second', async () => {
    const { api, runtime } = await start({ rateLimitPerSecond: 3 });
    const statuses = async () => {
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => api.get('tax/all')));
      return answers.map(({ status }) => status).toSorted();
    };
    expect(await statuses()).toEqual([200, 200, 200, 429, 429]);
    const refused = await api.get('tax/all');
    expect(refused).toMatchObject({ status: 429, body: { status: 429, operation: 'tax/all' } });
    expect(refused.headers.get('retry-after')).toBe('1');
    runtime.advance(1_000);
    expect(await statuses()).toEqual([200, 200, 200, 429, 429]);
  });

  it('does not count unauthenticated calls against the rate limit', async () => {
    const { api } = await start({ rateLimitPerSecond: 1 });
    expect((await api.get('tax/all', {}, {})).status).toBe(401);
    expect((await api.get('tax/all')).status).toBe(200);
  });

  it('rejects calls with status 200', async () => {
    const { api } = await start({ faulted: true });
    const error = { Code: 'SandboxTrouble', Group: 'invoice' };
    expect(await api.get('invoice/all')).toMatchObject({
      status: 200,
      body: { TotalCount: 0, Count: 0, Result: [], IsFaulted: true, ErrorMessages: [error] },
    });
    const answer = await api.post('invoice/delete', { Id: 1 });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['IsFaulted', 'ErrorMessages']);
  });

  it.each([
    [true, 503],
    [200, 200],
  ])('responds with an HTML page for html: %j', async (html, status) => {
    const { api } = await start({ html });
    const answer = await api.get('invoice/all');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('<!doctype html>');
  });

  it('returns enums as numbers, as in the vendor’s guide', async () => {
    const { api } = await start({ ordinals: true });
    const made = await api.posted('invoice/new', { ClientId: bob, Status: 'Paid' });
    expect(made).toMatchObject({ Status: 1, Activities: [{ Type: 0 }, { Type: 11 }] });
    expect(await api.got('invoice/status', { id: made.Id })).toBe(1);
    expect((await api.got('invoice/all')).Result).toMatchObject([{ Status: 1 }]);
  });

  it('returns null for missing members, as in the vendor’s guide', async () => {
    const { api } = await start({ nulls: true });
    const made = await api.posted('invoice/new', {
      ClientId: bob,
      Items: [{ Cost: 1, Quantity: 1 }],
    });
    expect(made).toMatchObject({
      PoNumber: null,
      ClonedFromId: null,
      Client: { Address: null, Name: 'Bob Smith' },
      Items: [{ TaxId: null, Description: null, TaxPercentage: 0 }],
    });
  });

  it('does not affect the control API', async () => {
    const { control } = await start({ html: true, failRate: 1, latencyMs: 1_000 });
    expect((await control.call('GET', '/control/activities')).status).toBe(200);
  });
});
