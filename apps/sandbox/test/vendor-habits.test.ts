import { createHmac } from 'node:crypto';

import { expect, it } from 'vitest';

import { startReceiver, startSandbox } from './harness.ts';
import { answer } from './receiver.ts';

const account = { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' };

async function startApi() {
  const { control } = await startSandbox();
  const trouble = (given: object) => control.call('PUT', '/control/trouble', given);
  const get = async (path: string) => {
    const response = await fetch(`${control.url}/envoice/api/${path}`, { headers: account });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  return { control, trouble, get };
}

it('signs the entire payload with a placeholder for the signature, if the scheme says so', async () => {
  const { control } = await startSandbox();
  const receiver = await startReceiver();
  await control.register(receiver.url);
  await control.call('PUT', '/control/signature', {
    digest: 'hmac-sha256',
    key: 'authSecret',
    parts: ['payload'],
    encoding: 'hex',
    form: { signature: 'empty', signatureAt: 'last', nulls: 'dropped' },
  });
  await control.make('Paid');
  await receiver.calledTimes(1);

  const body = receiver.calls[0]?.raw.toString() ?? '';
  const [, signature = '', rest = ''] = /^\{"Signature":"(\w+)",(.*)\}$/.exec(body) ?? [];
  const signed = `{${rest.replaceAll(/"\w+":null,/g, '')},"Signature":""}`;
  expect(signature).toBe(createHmac('sha256', 'sandbox-secret').update(signed).digest('hex'));
});

it('writes webhooks like another serializer, with a wrong clock', async () => {
  const { control, trouble } = await startApi();
  const receiver = await startReceiver();
  await control.register(receiver.url);
  await trouble({ webhookStrings: 'simpleJson', webhookWithoutNulls: true, webhookClockHours: 2 });
  const message = 'raw \u0001 and <\u2028>';
  await control.call('POST', '/control/activities', { type: 'Paid', message });
  await receiver.calledTimes(1);

  const body = receiver.calls[0]?.raw.toString() ?? '';
  expect(body).toContain(`"Message":"${message}"`);
  expect(body).not.toContain('"OrderNumber"');
  expect(body).toMatch(/"Timestamp":"2026-11-20T12:00:00/);
  expect(body).toMatch(/"CreatedOn":"2026-11-20T12:00:00/);
  // What was recorded and what the API returns stay correct.
  expect((await control.activities())[0]?.CreatedOn).toMatch(/^2026-11-20T10:00:00/);
});

it('numbers Payoneer last in webhooks, and names it as usual in the API', async () => {
  const { control, trouble, get } = await startApi();
  const receiver = await startReceiver();
  await control.register(receiver.url);
  await trouble({ payoneerLast: true });
  for (const type of ['NewPaymentWithPayoneer', 'SentToAccountant', 'DownloadedAsPdf', 'Paid']) {
    const { InvoiceId } = await control.make(type);
    const { text } = await get(`invoice/details?id=${InvoiceId}`);
    expect(text).toContain(`"Type":"${type}"`);
  }
  await receiver.calledTimes(4);
  expect(receiver.calls.map(({ raw }) => /"Type":(\d+)/.exec(raw.toString())?.[1])).toEqual([
    '19',
    '17',
    '18',
    '11',
  ]);
});

it('returns local times and the dates of activities if configured', async () => {
  const { control, trouble, get } = await startApi();
  const made = await control.make('Paid');
  await trouble({ apiOffset: '+01:00' });
  const { text } = await get(`invoice/details?id=${made['InvoiceId']}`);
  const invoice = JSON.parse(text) as { IssuedOn: string; Activities: { CreatedOn: string }[] };
  expect(invoice.IssuedOn).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00$/);
  expect(invoice.Activities[0]?.CreatedOn).toMatch(/^2026-11-20T11:00:00(?:\.\d{1,7})?\+01:00$/);
});

it('rejects without a message and with the configured status', async () => {
  const { trouble, get } = await startApi();
  await trouble({ faulted: true, faultsWithoutText: true, faultStatus: 400 });
  const { status, text } = await get('invoice/all');
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({
    IsFaulted: true,
    ErrorMessages: [{ UserVisibleMessage: null }],
  });
});

it('responds to bad requests like ASP.NET', async () => {
  const { trouble, get } = await startApi();
  await trouble({ modelState: true });
  const { status, text } = await get('invoice/all?queryOptions.page=0');
  expect([status, JSON.parse(text)]).toEqual([
    400,
    {
      Message: 'The request is invalid.',
      ModelState: { 'model.queryOptions.page': ['begins at 1'] },
    },
  ]);
});

it('omits the list of an empty page, labels JSON as HTML, and formats doubles like .NET', async () => {
  const { control, trouble, get } = await startApi();
  const made = await control.make('Created');
  await trouble({ pagesWithoutResult: true, labelledHtml: true, netNumbers: true });
  const empty = await get('invoice/all?queryOptions.page=9');
  expect(empty.type).toBe('text/html; charset=utf-8');
  expect(JSON.parse(empty.text)).not.toHaveProperty('Result');
  const { text } = await get(`invoice/details?id=${made['InvoiceId']}`);
  expect(text).toMatch(/"(?:\w*Amount|Cost|Quantity)":\d+\.0[,}]/);
  expect(text).toMatch(/"Id":\d+[,}]/);
});

it('gives up on a URL after three responses other than 200, until it is retried', async () => {
  const { control, runtime } = await startSandbox();
  const day = 86_400_000;
  const trouble = { retryDelaysMs: [1], ignoreAfter: 3, ignoreForMs: day };
  await control.call('PUT', '/control/trouble', trouble);
  const receiver = await startReceiver();
  receiver.behaviour = answer(202);
  await control.register(receiver.url);
  await control.make('Paid');
  for (const failedTries of [1, 2]) {
    await control.seen({ state: 'retrying', failedTries });
    runtime.advance(1);
  }
  await control.seen({ state: 'ignored', failedTries: 3 });
  await control.make('Viewed');
  receiver.behaviour = answer(200);
  runtime.advance(day - 1);
  await control.seen({ state: 'ignored', waiting: 2 });
  expect(receiver.calls).toHaveLength(3);
  runtime.advance(1);
  await control.seen({ state: 'working', waiting: 0 });
});
