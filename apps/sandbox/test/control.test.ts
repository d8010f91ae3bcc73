import { describe, expect, it } from 'vitest';

import { type Control, startReceiver, startSandbox } from './harness.ts';
import { answer } from './receiver.ts';

const problem = (control: Control, path: string, init: RequestInit) =>
  fetch(`${control.url}${path}`, init).then(async (response) => ({
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.json(),
  }));

describe('webhooks', () => {
  it('are tested with an empty POST at registration', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();

    const { status, body } = await control.call('POST', '/control/webhooks', { url: receiver.url });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 1,
      url: receiver.url,
      state: 'working',
      waiting: 0,
      probe: { status: 200, error: null },
    });
    expect(receiver.probes).toMatchObject([{ method: 'POST', raw: Buffer.alloc(0) }]);
    expect((await control.call('GET', '/control/attempts')).body.data).toMatchObject([
      { webhookId: 1, url: receiver.url, activityId: null, status: 200, accepted: true },
    ]);
  });

  it('are registered even if the probe fails, with a warning', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver({ behaviour: answer(204) });

    const { status, body } = await control.call('POST', '/control/webhooks', { url: receiver.url });

    expect(status).toBe(201);
    expect(body.probe).toMatchObject({
      status: 204,
      message: expect.stringMatching(/answered 204: only status 200 counts as working/),
    });
  });

  it('are limited to ten', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    for (let index = 1; index <= 10; index += 1) await control.register(`${receiver.url}/${index}`);

    const { status, body } = await control.call('POST', '/control/webhooks', { url: receiver.url });

    expect(status).toBe(409);
    expect(body.detail).toMatch(/The vendor takes up to 10 webhook URLs per account/);
    expect(await control.webhooks()).toHaveLength(10);
    await control.call('DELETE', '/control/webhooks/3');
    await control.register(receiver.url);
  });

  it('are not registered twice with the same URL', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    const { id } = await control.register(receiver.url);

    const { status, body } = await control.call('POST', '/control/webhooks', { url: receiver.url });

    expect({ status, id: body.id }).toEqual({ status: 200, id });
    expect(await control.webhooks()).toHaveLength(1);
  });

  it('receive nothing more after removal', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    const [one, two, three] = await Promise.all(
      ['1', '2', '3'].map((path) => control.register(`${receiver.url}/${path}`)),
    );

    expect((await control.call('DELETE', `/control/webhooks/${one?.id}`)).status).toBe(204);
    expect((await control.call('DELETE', `/control/webhooks/${one?.id}`)).status).toBe(404);
    expect((await control.call('DELETE', '/control/webhooks', { url: two?.url })).status).toBe(204);
    expect((await control.call('DELETE', '/control/webhooks', { url: two?.url })).status).toBe(404);
    expect(await control.webhooks()).toMatchObject([{ id: three?.id }]);
    await control.make('Paid');
    await control.seen({ id: three!.id, waiting: 0 });
    expect(receiver.calls).toHaveLength(1);

    expect((await control.call('DELETE', '/control/webhooks')).status).toBe(204);
    expect(await control.webhooks()).toEqual([]);
  });

  it.each(['ftp://127.0.0.1/', 'not a url', 'http://user:pass@127.0.0.1/', '', 7, null])(
    'cannot be created from %j',
    async (url) => {
      const { control } = await startSandbox();
      const { status, body } = await control.call('POST', '/control/webhooks', { url });
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ field: 'url' }]);
    },
  );
});

describe('activities', () => {
  it('have the vendor’s layout', async () => {
    const { control } = await startSandbox();

    const made = await control.make('Created');

    expect(Object.keys(made)).toEqual([
      'Message',
      'Link',
      'Type',
      'InvoiceNumber',
      'InvoiceId',
      'OrderNumber',
      'OrderId',
      'Id',
      'CreatedOn',
    ]);
    expect(made).toMatchObject({
      Type: 0,
      InvoiceNumber: 'INV-0001',
      OrderNumber: null,
      OrderId: 0,
      Link: expect.stringMatching(/\/envoice\/invoice\/shared\?token=[0-9a-f]{128}&id=[\w+/]{43}$/),
    });
    expect(made.Message).toMatch(/^Invoice INV-0001 for .+ was created$/);
    expect(made.CreatedOn).toMatch(/^2026-11-20T10:00:00(\.\d{0,6}[1-9])?Z$/);
  });

  it('have the two estimation members only if they are about one', async () => {
    const { control } = await startSandbox();
    expect(await control.make('EstimationCreated')).toMatchObject({
      EstimationNumber: 'EST-0001',
      EstimationId: expect.any(Number),
      InvoiceId: 0,
    });
    expect(await control.make('OrderCreated')).not.toHaveProperty('EstimationId');
  });

  it('start a new document, or continue the newest', async () => {
    const { control } = await startSandbox();
    const numbers = [];
    for (const type of ['Created', 'Viewed', 'Cloned', 'Paid', 'OrderCreated', 'ChangeStatus']) {
      const made = await control.make(type);
      numbers.push(made['InvoiceNumber'] ?? made['OrderNumber']);
    }
    expect(numbers).toEqual([
      'INV-0001',
      'INV-0001',
      'INV-0002',
      'INV-0002',
      'ORD-0001',
      'ORD-0001',
    ]);
  });

  it('are about the given documents', async () => {
    const { control } = await startSandbox();
    const ids = { invoiceId: 3971, orderId: 12, estimationId: 0 };
    const made = await control.make('Paid', ids);
    expect(made).toMatchObject({ InvoiceId: 3971, InvoiceNumber: 'INV-0001', OrderId: 12 });
    expect(made).not.toHaveProperty('EstimationId');
    expect(await control.make('Viewed', { invoiceId: 3971 })).toMatchObject({
      InvoiceNumber: 'INV-0001',
    });
  });

  it('never reuse an explicit id', async () => {
    const { control } = await startSandbox();
    const first = await control.make('Created');
    await control.make('Paid', { invoiceId: Number(first['InvoiceId']) + 1 });
    expect((await control.make('Created'))['InvoiceId']).toBe(Number(first['InvoiceId']) + 2);
  });

  it('accept a type by case-insensitive name, number, or number as text', async () => {
    const { control } = await startSandbox();
    const types = [];
    for (const type of ['paid', 'PAID', 11, '11', 99]) types.push((await control.make(type)).Type);
    expect(types).toEqual([11, 11, 11, 11, 99]);
  });

  it.each([
    [{}, ['type']],
    [{ type: 'Refunded' }, ['type']],
    [{ type: -1 }, ['type']],
    [{ type: 1.5 }, ['type']],
    [{ type: 'Paid', invoiceId: -1, orderId: '7' }, ['invoiceId', 'orderId']],
    [{ type: 'Paid', invoiceId: 2_147_483_648 }, ['invoiceId']],
    [{ type: 'Paid', invoice: 7 }, ['invoice']],
    [[], ['type']],
    ['7', ['']],
    [undefined, ['']],
  ])('cannot be created from %j', async (given, fields) => {
    const { control } = await startSandbox();
    const { status, body } = await control.call('POST', '/control/activities', given);
    expect(status).toBe(400);
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual(fields);
    expect(await control.activities()).toEqual([]);
  });

  it('can be viewed as a web page', async () => {
    const { control } = await startSandbox();
    const made = await control.make('EstimationCreated');
    const response = await fetch(made.Link!);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('EST-0001');
    const link = made.Link!;
    for (const wrong of [
      link.replace(/token=./, (start) => `${start}x`),
      link.replace(/&id=.*/, ''),
      link.replace('/estimation/', '/invoice/'),
      link.replace('/estimation/', '/weather/'),
    ]) {
      expect((await fetch(wrong)).status).toBe(404);
    }
    expect((await fetch(`${control.url}/envoice/share/invoice/1`)).status).toBe(404);
    expect((await fetch(`${control.url}/envoice/share/weather/x`)).status).toBe(404);
  });
});

describe('burst and month', () => {
  it.each([0, -1, 100_001, 1.5, '10', null])('reject a burst of %j', async (count) => {
    const { control } = await startSandbox();
    const { status, body } = await control.call('POST', '/control/burst', { count });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: 'count' }]);
  });

  it('need no body', async () => {
    const { control } = await startSandbox();
    const type = { method: 'POST', headers: { 'content-type': 'application/json' } };
    expect(await (await fetch(`${control.url}/control/month`, type)).json()).toMatchObject({
      count: expect.any(Number),
    });
    expect((await control.call('POST', '/control/burst')).body.count).toBe(10_000);
  });
});

describe('trouble', () => {
  it('is replaced as a whole', async () => {
    const { control } = await startSandbox();
    const usual = {
      retryDelaysMs: [1_000, 5_000, 30_000],
      ignoreAfter: 4,
      ignoreForMs: 30_000,
      repeatEvery: null,
      latencyMs: 0,
      failRate: 0,
      rateLimitPerSecond: null,
      faulted: false,
      html: null,
      ordinals: false,
      nulls: false,
      faultsWithoutText: false,
      faultStatus: 200,
      modelState: false,
      pagesWithoutResult: false,
      labelledHtml: false,
      netNumbers: false,
      apiOffset: null,
      webhookClockHours: 0,
      payoneerLast: false,
      webhookStrings: null,
      webhookWithoutNulls: false,
    };
    expect((await control.call('GET', '/control/trouble')).body).toEqual(usual);
    const given = {
      retryDelaysMs: [5],
      ignoreAfter: 7,
      ignoreForMs: 9,
      repeatEvery: 2,
      latencyMs: 50,
      failRate: 0.25,
      rateLimitPerSecond: 3,
      faulted: true,
      html: 502,
      ordinals: true,
      nulls: true,
      faultsWithoutText: true,
      faultStatus: 400,
      modelState: true,
      pagesWithoutResult: true,
      labelledHtml: true,
      netNumbers: true,
      apiOffset: '+01:00',
      webhookClockHours: -2,
      payoneerLast: true,
      webhookStrings: 'simpleJson',
      webhookWithoutNulls: true,
    };
    expect((await control.call('PUT', '/control/trouble', given)).body).toEqual(given);
    expect((await control.call('PUT', '/control/trouble', {})).body).toEqual(usual);
  });

  it.each([
    [{ retryDelaysMs: [-1] }, 'retryDelaysMs.0'],
    [{ retryDelaysMs: 5 }, 'retryDelaysMs'],
    [{ ignoreAfter: 0 }, 'ignoreAfter'],
    [{ ignoreForMs: 1e12 }, 'ignoreForMs'],
    [{ repeatEvery: 'often' }, 'repeatEvery'],
    [{ failRate: 1.5 }, 'failRate'],
    [{ html: 42 }, 'html'],
    [{ rateLimitPerSecond: 0 }, 'rateLimitPerSecond'],
    [{ faulted: 'yes' }, 'faulted'],
    [{ weather: 'bad' }, 'weather'],
  ])('rejects %j', async (given, field) => {
    const { control } = await startSandbox();
    const { status, body } = await control.call('PUT', '/control/trouble', given);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field }]);
  });
});

describe('reset', () => {
  it('restores the initial state without reusing ids', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    const webhook = await control.register(receiver.url);
    const scheme = { digest: 'sha256', parts: ['activity'], separator: '', encoding: 'hex' };
    await control.call('PUT', '/control/signature', scheme);
    await control.call('PUT', '/control/trouble', { repeatEvery: 2 });
    const before = await control.make('Created');

    expect((await control.call('POST', '/control/reset')).status).toBe(204);

    expect(await control.activities()).toEqual([]);
    expect(await control.webhooks()).toEqual([]);
    expect((await control.call('GET', '/control/attempts')).body.data).toEqual([]);
    expect((await control.call('GET', '/control/signature')).body).not.toEqual(scheme);
    expect((await control.call('GET', '/control/trouble')).body.repeatEvery).toBeNull();
    const after = await control.make('Created');
    expect(after.Id).toBeGreaterThan(before.Id);
    expect(after['InvoiceId']).toBeGreaterThan(Number(before['InvoiceId']));
    expect(after['InvoiceNumber']).toBe('INV-0001');
    expect((await control.register(receiver.url)).id).toBeGreaterThan(webhook.id);
  });
});

describe('attempts', () => {
  it('are listed newest first, for one URL or all', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    const one = await control.register(`${receiver.url}/1`);
    await control.register(`${receiver.url}/2`);
    const made = await control.make('Paid');
    await receiver.calledTimes(2);
    await control.seen({ waiting: 0 });

    const { body } = await control.call('GET', `/control/attempts?webhookId=${one.id}`);
    expect(body.data).toMatchObject([
      { webhookId: one.id, activityId: made.Id },
      { webhookId: one.id, activityId: null },
    ]);
    expect((await control.call('GET', '/control/attempts?limit=1')).body.data).toHaveLength(1);
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'webhookId=x'])('reject ?%s', async (query) => {
    const { control } = await startSandbox();
    expect((await control.call('GET', `/control/attempts?${query}`)).status).toBe(400);
  });
});

describe('the server', () => {
  const type = 'application/problem+json; charset=utf-8';

  it('serves a landing page and a health check', async () => {
    const { control } = await startSandbox();
    const { body } = await control.call('GET', '/');
    expect(body).toContain('Invoice Relay sandbox');
    expect(body).toContain('POST /control/burst');
    expect(await control.call('GET', '/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
    expect((await control.call('GET', '/control/activity-types')).body.data[11]).toEqual({
      ordinal: 11,
      name: 'Paid',
      about: 'invoice',
    });
  });

  it('responds to errors with problem documents', async () => {
    const { control } = await startSandbox();
    const json = { 'content-type': 'application/json' };
    const post = (body: string, headers: Record<string, string> = json) =>
      problem(control, '/control/activities', { method: 'POST', headers, body });

    expect(await problem(control, '/control/weather', {})).toMatchObject({
      status: 404,
      type,
      body: { type: 'about:blank', title: 'Not Found', status: 404 },
    });
    expect(await post('{')).toMatchObject({ status: 400, type, body: { title: 'Bad Request' } });
    expect(await post('{"type":"Paid","__proto__":{}}')).toMatchObject({ status: 400, type });
    expect(await post('type=Paid', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      type,
      body: { detail: expect.stringContaining('content-type: application/json') },
    });
    expect(await post(`{"type":"${'x'.repeat(70_000)}"}`)).toMatchObject({ status: 413, type });
  });
});
