import { describe, expect, test } from 'vitest';

import { createTestClient, failureOf } from './support/client.ts';
import type { Answer } from './support/client.ts';
import { sample, sampleText } from './support/sample.ts';

const body = { pay_status: 'paid' };
const create = (answer: Answer) => createTestClient({ answer }).invoices.create(body);
const redirect = (location: string, status = 302): Answer => ({ status, headers: { location } });
const refusal = 'vendor_refused';
const said = (members: string): Answer => ({ body: `{${members},"message":"No customer."}` });
const no = '{"status":"error","message":"No customer."}';

describe('what a site may answer to a new invoice', () => {
  test.each<[name: string, answer: Answer, id: string | null, number: string | null]>([
    ['an id', { body: '{"id":12}' }, '12', null],
    ['id and number', { body: '{"iid":"12","invoice_number":"20260012"}' }, '12', '20260012'],
    ['in an envelope', { body: '{"status":"ok","invoice":{"id":12,"items":[]}}' }, '12', null],
    ['id outside, invoice inside', { body: '{"id":12,"invoice":{"items":[]}}' }, '12', null],
    ['a number alone', { status: 201, body: '12' }, '12', null],
    ['a text alone', { body: '"12"' }, '12', null],
    ['a list of one', { body: '[12]' }, '12', null],
    ['its node', { body: '{"nid":"31"}' }, '31', null],
    ['an id after a warning', { body: '\nWarning: x [0] in /a on line 1\n{"id":12}' }, '12', null],
    ['true', { body: 'true' }, null, null],
    ['text', { body: 'Saved.' }, null, null],
    ['nothing', { status: 204 }, null, null],
    [
      'a place',
      { status: 201, headers: { location: 'https://example.com/invoice/api/invoice.json/12' } },
      '12',
      null,
    ],
    [
      'a place beside an answer',
      { headers: { location: '/invoice/api/invoice.json/12' }, body: '{"status":"ok"}' },
      '12',
      null,
    ],
    [
      'a redirect to it',
      { status: 303, headers: { location: '/drupal/invoice/api/invoice.json/12' }, body: '<html>' },
      '12',
      null,
    ],
    ['a redirect to its page', redirect('/drupal/invoice/12'), '12', null],
    ['to edit it', redirect('http://example.com/nl/invoice/12/edit?x=1'), '12', null],
    ['a status of its own', { body: '{"id":12,"items":[],"status":"failed"}' }, '12', null],
    ['words of success', { body: '{"id":12,"status":"ok","result":true,"errors":[]}' }, '12', null],
  ])('%s', async (_, answer, id, number) => {
    expect(await create(answer)).toMatchObject({ id, number });
  });

  test('the whole invoice, and all that was answered', async () => {
    const saved = await create({ body: sampleText });
    expect(saved).toMatchObject({ id: null, invoice: { leading_zeros: 4 }, answer: sample });
    expect(await create({ body: 'Saved.' })).toMatchObject({ invoice: null, answer: 'Saved.' });
    expect(await create({ status: 204 })).toMatchObject({ invoice: null, answer: null });
  });

  test.each<[name: string, answer: Answer, code: string]>([
    ['false', { body: 'false' }, refusal],
    ['an error', { body: '{"error":"No customer."}' }, refusal],
    ['errors of a form', { body: '{"form_errors":{"items":"No customer."}}' }, refusal],
    ['error as status', said('"status":"error"'), refusal],
    ['error as failure', said('"status":" Failure"'), refusal],
    ['error as result', said('"result":"failed"'), refusal],
    ['error as no result', said('"result":false'), refusal],
    ['error as no success', said('"success":false'), refusal],
    ['error as true', said('"error":true'), refusal],
    ['error as 0', said('"success":0'), refusal],
    ['error as text of false', said('"success":"false"'), refusal],
    ['error as a status of HTTP', said('"status":500'), refusal],
    ['error as a code', said('"code":"403"'), refusal],
    ['messages of Drupal', { body: '{"messages":{"error":["No customer."]}}' }, refusal],
    ['error in words', { body: '"Error: No customer."' }, refusal],
    [
      'a refusal in a list',
      { body: '["Access denied for user anonymous: No customer."]' },
      refusal,
    ],
    ['errors in a list', { body: '{"errors":["No customer."]}' }, refusal],
    ['error around an invoice', said('"status":"error","data":{"id":1,"items":[]}'), refusal],
    ['error after a warning', { body: `\nWarning: x in /a on line 1\n${no}` }, refusal],
    ['a page', { body: '<html></html>' }, 'vendor_answer_invalid'],
    ['a fatal error', { body: 'Fatal error: x in /a on line 1' }, 'vendor_answer_invalid'],
    ['a redirect', redirect('/node/3'), refusal],
    ['a redirect to a form', redirect('/invoice/add'), refusal],
    ['a redirect to elsewhere', redirect('https://example.org/invoice/12'), refusal],
    [
      'a redirect to an API elsewhere',
      redirect('https://example.org/invoice/api/invoice.json/12', 303),
      refusal,
    ],
    ['a move', redirect('/invoice/12', 301), refusal],
    ['a login', redirect('/user/login?destination=/invoice/12'), 'vendor_unauthorized'],
  ])('a failure: %s', async (name, answer, code) => {
    const error = await failureOf(create(answer));
    expect(error).toMatchObject({ code });
    if (name.startsWith('error')) expect(error.message).toContain('No customer.');
  });
});

test('a new invoice is sent once, and an unsure end is told', async () => {
  const broken = Object.assign(new Error('cut'), { code: 'ECONNRESET' });
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  for (const [answer, isUnsure] of [
    [broken, true],
    [{ status: 502 }, true],
    [{ body: '<html></html>' }, true],
    [refused, false],
    [{ status: 429 }, false],
  ] as const) {
    const client = createTestClient({ answer, maxAttempts: 3 });
    const { message } = await failureOf(client.invoices.create(body));
    expect(client.requests).toHaveLength(1);
    expect(message.includes('may have been done')).toBe(isUnsure);
  }
});

test('a change may end in a redirect to the page of the invoice, but not to its address', async () => {
  const update = (answer: Answer) => createTestClient({ answer }).invoices.update({ id: 7, body });
  expect(await update(redirect('/drupal/invoice/7/edit', 303))).toMatchObject({ id: '7' });
  const moved = await failureOf(update(redirect('http://example.com/invoice/api/invoice.json/7')));
  expect(moved).toMatchObject({ code: 'vendor_refused' });
  expect(moved.message).not.toContain('may have been done');
  for (const location of ['/drupal/node/3', '']) {
    const { message } = await failureOf(update(redirect(location)));
    expect(message).toContain('may have been done');
  }
  const { message } = await failureOf(
    createTestClient({ answer: redirect('/drupal/node/3') }).invoices.get({ id: 7 }),
  );
  expect(message).not.toContain('may have been done');
});

test('a change is repeated, as it ends the same', async () => {
  let count = 0;
  const client = createTestClient({
    answer: () => ({ status: (count += 1) < 3 ? 500 : 200, body: '{"number":"20260007"}' }),
    maxAttempts: 3,
  });
  const saved = await client.invoices.update({ id: 7, body });
  expect(saved).toEqual({
    id: '7',
    number: '20260007',
    invoice: null,
    answer: { number: '20260007' },
  });
  expect(client.requests).toHaveLength(3);
  expect(client.waits).toEqual([375, 750]);
  expect(client.requests[2]).toMatchObject({
    method: 'PUT',
    url: 'https://example.com/drupal/invoice/api/invoice.json/7',
    body: '{"pay_status":"paid"}',
  });
  const gone = createTestClient({ answer: { status: 404 } });
  expect(await failureOf(gone.invoices.update({ id: 7, body }))).toMatchObject({
    code: 'vendor_not_found',
  });
});
