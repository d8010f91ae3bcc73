import type { JsonObject } from '@invoice-relay/core/events';
import type { SameActivity } from '@invoice-relay/core/source';
import { describe, expect, test } from 'vitest';

import { acceptedEstimation, paidInvoice, shippedOrder } from '../../test/support/documents.ts';
import { playAccount } from '../../test/support/played-account.ts';
import { connect, webhookActivity } from '../../test/support/source-calls.ts';
import { normalize } from '../normalize/normalize.ts';

const account = {
  invoices: [paidInvoice],
  estimations: [acceptedEstimation],
  orders: [shippedOrder],
};

/**
 * The activity that the invoice lists as the webhook delivers it: with a number as type, a zone, a
 * date.
 */
const paid = {
  Id: 99_121,
  Type: 11,
  Message: 'Invoice INV-0002 was paid',
  Link: 'https://www.envoice.in/i/3972?token=another',
  InvoiceId: 3972,
  InvoiceNumber: 'INV-0002',
  OrderId: 0,
  OrderNumber: null,
  CreatedOn: '2026-11-12T10:00:00.1234567Z',
};
const accepted = {
  Id: 99_122,
  Type: 'EstimationAccepted',
  Message: 'Estimation EST-0001 was accepted',
  Link: null,
  EstimationId: 207,
  EstimationNumber: 'EST-0001',
  InvoiceId: 0,
};
const ordered = {
  Id: 99_200,
  Type: 29,
  Message: 'New order',
  Link: null,
  OrderId: 1058,
  OrderNumber: 'ORD-1058',
};

async function confirm(...activities: readonly Readonly<Record<string, unknown>>[]) {
  const { transport, requests } = playAccount(account);
  const answers = await connect(transport).confirm(activities.map(webhookActivity));
  return { answers, requests };
}

test('true for what Envoice lists, one result for each, one request for each document', async () => {
  const created = { ...paid, Id: 99_120, Type: 'created', Message: 'Invoice INV-0002 was created' };
  const { answers, requests } = await confirm(paid, accepted, created, paid);
  expect(answers).toEqual([true, true, true, true]);
  expect(requests).toEqual(['/api/invoice/details?id=3972', '/api/estimation/details?id=207']);
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['an id that is not listed', { Id: 99_999 }],
  ['another type', { Type: 34 }],
  ['a type that nobody knows', { Type: 4711 }],
  ['another invoice', { InvoiceId: 3973 }],
  ['another kind of document', { InvoiceId: 0, EstimationId: 207 }],
  ['an order, with an invoice’s type', { InvoiceId: 0, OrderId: 1058 }],
  ['no document', { InvoiceId: 0 }],
  ['another number', { InvoiceNumber: 'INV-9999' }],
  ['another message', { Message: 'Pay to another account' }],
  ['no message', { Message: null }],
  ['a link to another host', { Link: 'https://envoice.example/i/3972?token=abc' }],
  ['a link to another page', { Link: 'https://www.envoice.in/redirect?to=evil' }],
  ['a link with a password', { Link: 'https://www.envoice.in:x@www.envoice.in/i/3972' }],
  ['a link that is none', { Link: 'i/3972' }],
  ['an id that no invoice can have', { InvoiceId: 99_999_999_999 }],
])('false for a forgery with %s', async (_name, change) => {
  expect((await confirm({ ...paid, ...change })).answers).toEqual([false]);
});

describe('the link that the vendor returns', () => {
  const shared = (id: string, token = 'aB1') =>
    `https://www.envoice.in/invoice/shared?token=${token.repeat(42)}&id=${id}`;
  const confirmLink = async (listed: string, Link: string) => {
    const invoice = {
      ...paidInvoice,
      Activities: [{ Id: 99_121, Type: 'Paid', Message: paid.Message, Link: listed }],
    };
    const { transport } = playAccount({ ...account, invoices: [invoice] });
    return connect(transport).confirm([webhookActivity({ ...paid, Link })]);
  };

  test.each([
    ['the same', shared('v6=+/')],
    ['with another token, as it may be made anew', shared('v6=+/', 'xY9')],
    ['with escapes', shared('v6%3D%2B%2F')],
    ['as HTML', shared('v6=+/').replace('&', '&amp;')],
  ])('is confirmed: %s', async (_, link) => {
    expect(await confirmLink(shared('v6=+/'), link)).toEqual([true]);
  });

  test.each([
    ['another document', shared('v7=+/')],
    ['a second document', `${shared('v6=+/')}&id=v7`],
    ['no document', shared('v6=+/').replace('&id=', '&x=')],
  ])('is denied if it opens %s', async (_, link) => {
    expect(await confirmLink(shared('v6=+/'), link)).toEqual([false]);
  });
});

describe('a number that no list settles', () => {
  const confirmType = async (listed: object, Type: number, facts?: JsonObject) => {
    const activity = { Id: 99_121, Message: paid.Message, Link: paid.Link, ...listed };
    const { transport } = playAccount({
      ...account,
      invoices: [{ ...paidInvoice, Activities: [activity] }],
    });
    const connection = connect(transport, facts ? { facts } : {});
    return connection.confirm([webhookActivity({ ...paid, Type })]);
  };

  test('may be any of the types in question, and nothing else', async () => {
    expect(await confirmType({ Type: 'SentToAccountant' }, 17)).toEqual([true]);
    expect(await confirmType({ Type: 'NewPaymentWithPayoneer' }, 17)).toEqual([true]);
    expect(await confirmType({ Type: 'DownloadedAsPdf' }, 17)).toEqual([false]);
    expect(await confirmType({ Type: 'Void' }, 17)).toEqual([false]);
    expect(await confirmType({ Type: 'SentToAccountant', Message: null }, 17)).toEqual([false]);
  });

  test('may be a type that was added after the table', async () => {
    expect(await confirmType({ Type: 'Rated' }, 60)).toEqual([true]);
    expect(await confirmType({ Type: 'Void' }, 60)).toEqual([false]);
  });

  test('is the type that was learned', async () => {
    const facts = { version: 1, types: { 17: 'SentToAccountant', 11: 'Unpaid' }, clock: [] };
    expect(await confirmType({ Type: 'SentToAccountant' }, 17, facts)).toEqual([true]);
    expect(await confirmType({ Type: 'NewPaymentWithPayoneer' }, 17, facts)).toEqual([false]);
    expect(await confirmType({ Type: 'Unpaid' }, 11, facts)).toEqual([true]);
  });
});

test('a forgery among authentic ones does not affect them', async () => {
  const { answers } = await confirm(paid, { ...paid, Type: 34 }, accepted);
  expect(answers).toEqual([true, false, true]);
});

test('a webhook with fewer members is still the same activity', async () => {
  const { Link: _, InvoiceNumber: __, ...less } = paid;
  expect((await confirm(less)).answers).toEqual([true]);
});

describe('if Envoice omits the message and the link', () => {
  const [listed] = paidInvoice.Activities;
  const { transport } = playAccount({
    ...account,
    invoices: [
      { ...paidInvoice, Activities: [{ ...listed, Message: null, Link: null, Type: 11 }] },
    ],
  });

  test.each([
    ['https://www.envoice.in/anything', true],
    ['http://app.envoice.in/', true],
    ['https://envoice.in.example/', false],
    ['https://notenvoice.in/', false],
    ['javascript://www.envoice.in/%0aalert(1)', false],
  ])('the link %s is accepted: %s', async (Link, counts) => {
    const activity = webhookActivity({ ...paid, Message: 'Anything', Link });
    expect(await connect(transport).confirm([activity])).toEqual([counts]);
  });
});

describe('orders, which list no activities', () => {
  test('an activity is plausible if the order exists', async () => {
    const { answers, requests } = await confirm(
      ordered,
      { ...ordered, Type: 'ChangeStatus' },
      { ...ordered, Type: 'OrderRated' },
      { ...ordered, Type: 4711 },
    );
    expect(answers).toEqual(['plausible', 'plausible', 'plausible', 'plausible']);
    expect(requests).toEqual(['/api/order/details?id=1058']);
  });

  test.each([
    ['an order that is not there', { OrderId: 1059 }],
    ['a type that is not of orders', { Type: 'Paid' }],
    ['a type that nobody knows, of an order that is not there', { Type: 4711, OrderId: 1059 }],
    ['a link that leads away', { Link: 'https://evil.example/o/1058' }],
  ])('false for %s', async (_name, change) => {
    expect((await confirm({ ...ordered, ...change })).answers).toEqual([false]);
  });
});

describe('a type that is not in the table', () => {
  const [listed] = paidInvoice.Activities;
  const { transport } = playAccount({
    ...account,
    invoices: [{ ...paidInvoice, Activities: [{ ...listed, Type: 4711 as never }] }],
  });

  test.each([
    ['as Envoice lists it', { Type: 4711 }, true],
    ['as text', { Type: '4711' }, true],
    ['another', { Type: 4712 }, false],
    ['with an order beside the invoice', { Type: 4712, OrderId: 1058 }, false],
  ])('on an invoice, %s', async (_name, change, expected) => {
    const activity = webhookActivity({ ...paid, ...change });
    expect(await connect(transport).confirm([activity])).toEqual([expected]);
  });
});

test('a 404 that is not from the API is not a result', async () => {
  const body = new TextEncoder().encode('<html>Not found</html>');
  const source = connect(async () => ({ status: 404, headers: {}, body }));
  await expect(source.confirm([webhookActivity(paid)])).rejects.toMatchObject({
    code: 'vendor_answer_invalid',
    temporary: true,
  });
});

test('false for an unreadable activity, and for one without an id', async () => {
  const { transport } = playAccount(account);
  const { Id: _, ...withoutId } = paid;
  const broken = { ...webhookActivity(paid), raw: new TextEncoder().encode('[]') };
  const hashed = { ...webhookActivity(withoutId), id: 'sha256:00' };
  expect(await connect(transport).confirm([broken, hashed])).toEqual([false, false]);
});

test('nothing to confirm sends no request', async () => {
  expect(await confirm()).toEqual({ answers: [], requests: [] });
});

test('a vendor in trouble yields no result at all', async () => {
  const source = connect(async () => ({ status: 503, headers: {}, body: new Uint8Array() }));
  await expect(source.confirm([webhookActivity(paid)])).rejects.toMatchObject({
    code: 'vendor_failed',
  });
});

test('each activity found is reported to the caller as the API lists it, and no other', async () => {
  const { transport } = playAccount(account);
  const told: SameActivity[] = [];
  const forged = { ...paid, Id: 99_999 };
  const activities = [paid, forged, accepted, ordered].map(webhookActivity);
  await connect(transport).confirm(activities, (same) => told.push(same));
  expect(told.map(({ webhook, api }) => [webhook, normalize(api)[0].activity.type])).toEqual([
    [activities[0], 'Paid'],
    [activities[2], 'EstimationAccepted'],
  ]);
});
