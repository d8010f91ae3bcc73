import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { activityTypes } from '../src/envoice/activity-types.ts';
import { migrations } from '../src/store/migrations.ts';
import { Api } from './api.ts';
import { type ActivityRecord, type Control, dataFile, startSandbox } from './harness.ts';

async function start(options: { readonly dataFile?: string } = {}) {
  const started = await startSandbox(options);
  return { ...started, api: new Api(started.control) };
}

/** Collects all activities using only the API, as a client would. */
async function walk(api: Api, kind: 'invoice' | 'estimation'): Promise<object[]> {
  const { Result } = await api.got(`${kind}/all`, { 'queryOptions.pageSize': 1_000 });
  const found: object[] = [];
  for (const { Id } of Result) {
    const details = await api.got(`${kind}/details`, { id: Id });
    found.push(...details.Activities.map((activity: object) => ({ ...activity, of: Id })));
  }
  return found.toSorted((one, other) => (one as { Id: number }).Id - (other as { Id: number }).Id);
}

/** Returns the same activities from the log. */
async function logged(control: Control, kind: 'Invoice' | 'Estimation'): Promise<object[]> {
  const all = await control.activities();
  return all
    .filter((activity) => Number(activity[`${kind}Id`] ?? 0) > 0)
    .map((activity) => ({
      Id: activity.Id,
      Type: activityTypes[activity.Type]?.name ?? activity.Type,
      Message: activity.Message,
      Link: activity.Link,
      [`${kind}Number`]: activity[`${kind}Number`],
      of: activity[`${kind}Id`],
    }));
}

const typeOf = (activity: ActivityRecord) => activityTypes[activity.Type]?.name ?? '';

describe('an activity from the control API', () => {
  it('creates a complete invoice for an unknown id', async () => {
    const { api, control } = await start();
    await control.make('NewPaymentWithStripe', { invoiceId: 77 });
    await control.make('Paid', { invoiceId: 77 });

    const details = await api.got('invoice/details', { id: 77 });

    expect(details).toMatchObject({
      Id: 77,
      Number: 'INV-0001',
      Status: 'Paid',
      Client: { Id: expect.any(Number), Name: expect.any(String) },
      Activities: [{ Type: 'NewPaymentWithStripe' }, { Type: 'Paid' }],
      Payments: [{ Amount: details.TotalAmount, Type: 'Stripe' }],
    });
    expect(details.Items.length).toBeGreaterThan(0);
    expect(details.TotalAmount).toBeGreaterThan(0);
    expect(await api.got('invoice/details', { id: 77 })).toEqual(details);
    expect(await api.got('client/candelete', { id: details.Client.Id })).toBe(false);
  });

  it('changes an invoice created through the API', async () => {
    const { api, control } = await start();
    const { Id } = await api.posted('invoice/new', {
      ClientId: 2_185,
      Items: [{ Cost: 40, Quantity: 1 }],
    });
    await control.make('NewPaymentWithPaypal', { invoiceId: Id });
    await control.make('Paid', { invoiceId: Id });
    expect(await api.got('invoice/details', { id: Id })).toMatchObject({
      Status: 'Paid',
      Payments: [{ Amount: 40, Type: 'Paypal', IsAutomatic: true }],
    });
  });

  it('may have a type that is not in the description', async () => {
    const { api, control } = await start();
    await control.make(99, { invoiceId: 5 });
    expect((await api.got('invoice/details', { id: 5 })).Activities).toMatchObject([{ Type: 99 }]);
  });

  it('creates orders and estimations too', async () => {
    const { api, control } = await start();
    await control.make('ChangeStatus', { orderId: 8 });
    await control.make('EstimationRejected', { estimationId: 9 });
    expect(await api.got('order/details', { id: 8 })).toMatchObject({ Status: 'Processing' });
    expect(await api.got('estimation/details', { id: 9 })).toMatchObject({ Status: 'Rejected' });
  });
});

describe.each([
  ['a burst', '/control/burst', { count: 600 }],
  ['a month', '/control/month', {}],
])('%s', (_name, path, body) => {
  it('can be read completely through the API, exactly as recorded', async () => {
    const { api, control } = await start();
    await control.call('POST', path, body);

    expect(await walk(api, 'invoice')).toEqual(await logged(control, 'Invoice'));
    expect(await walk(api, 'estimation')).toEqual(await logged(control, 'Estimation'));
    const orders = new Set((await control.activities()).map((one) => one['OrderId']));
    orders.delete(0);
    expect((await api.got('order/all')).TotalCount).toBe(orders.size);
  });

  it('leaves every document in the state of its activities', async () => {
    const { api, control } = await start();
    await control.call('POST', path, body);
    const lives = Map.groupBy(await control.activities(), (one) => one['InvoiceId']);
    lives.delete(0);

    const { Result } = await api.got('invoice/all', { 'queryOptions.pageSize': 1_000 });
    expect(Result).toHaveLength(lives.size);
    for (const { Id, Status } of Result) {
      const names = lives.get(Id)?.map(typeOf) ?? [];
      const last = names.findLast((name) => ['Paid', 'Unpaid', 'Overdue', 'Void'].includes(name));
      const sent = names.some((name) => name.startsWith('SentVia')) || names[0] === 'Created';
      expect({ Id, Status }).toEqual({ Id, Status: last ?? (sent ? 'Unpaid' : 'Draft') });
    }
    const paid = Result.filter(({ Status }: { Status: string }) => Status === 'Paid');
    expect(paid.length).toBeGreaterThan(10);
    for (const { Id, TotalAmount } of paid.slice(0, 10)) {
      const { Payments } = await api.got('invoice/details', { id: Id });
      expect(Payments).toMatchObject([{ Amount: TotalAmount }]);
    }
  });
});

describe('amounts', () => {
  it('add up in every generated document', async () => {
    const { api, control } = await start();
    await control.call('POST', '/control/burst', { count: 300 });
    const { Result } = await api.got('invoice/all', { 'queryOptions.pageSize': 1_000 });
    expect(Result.length).toBeGreaterThan(30);
    for (const { Id } of Result) {
      const invoice = await api.got('invoice/details', { id: Id });
      const sum = (of: string) =>
        invoice.Items.reduce((all: number, item: Record<string, number>) => all + item[of]!, 0);
      for (const of of ['SubTotalAmount', 'DiscountAmount', 'TaxAmount', 'TotalAmount']) {
        expect(invoice[of]).toBeCloseTo(sum(of), 6);
      }
      expect(invoice.TotalAmount).toBeCloseTo(
        invoice.SubTotalAmount - invoice.DiscountAmount + invoice.TaxAmount,
        6,
      );
    }
  });
});

describe('a sandbox with a data file', () => {
  it('has the same documents after a restart', async () => {
    const file = dataFile();
    const first = await start({ dataFile: file });
    const client = await first.api.posted('client/new', { Name: 'Ada' });
    await first.api.posted('client/delete', { Id: 2_185 });
    const { Id } = await first.api.posted('invoice/new', { ClientId: client, Status: 'Paid' });
    await first.control.make('Viewed', { invoiceId: 7 });
    const before = await first.api.got('invoice/details', { id: 7 });
    const made = await first.api.got('invoice/details', { id: Id });
    await first.stop();

    const second = await start({ dataFile: file });
    const link = /^http:\/\/127\.0\.0\.1:\d+/;
    expect(await second.api.got('invoice/details', { id: Id })).toEqual(made);
    expect(await second.api.got('invoice/details', { id: 7 })).toEqual(before);
    expect(before.Activities[0].Link).toMatch(link);
    expect((await second.api.get('client/details', { id: 2_185 })).status).toBe(404);
    expect(await second.api.posted('client/new', { Name: 'Eve' })).toBe(client + 1);
    expect((await second.api.posted('invoice/new', { ClientId: client })).Number).toBe('INV-0003');
  });

  it('rolls back calls whose response violates the description', async () => {
    const file = dataFile();
    const first = await start({ dataFile: file });
    const { Id } = await first.api.posted('estimation/new', { ClientId: 2_185 });
    await first.stop();
    const broken = new BetterSqlite3(file);
    broken.exec(`update document set content = json_set(content, '$.Weather', 'bad')`);
    broken.close();

    const { api, control } = await start({ dataFile: file });

    expect(await api.post('estimation/convert', Id)).toMatchObject({
      status: 500,
      body: {
        operation: 'estimation/convert',
        detail:
          "estimation/convert: the sandbox's own answer does not fit the description: answer.Weather is not in the description.",
      },
    });
    expect(await control.activities()).toMatchObject([{ Type: 38 }]);
    expect((await api.got('invoice/all')).TotalCount).toBe(0);
    expect(await api.got('estimation/status', { id: Id })).toBe('Draft');
  });

  it('of an earlier version is migrated, with documents from its activities', async () => {
    const file = dataFile();
    mkdirSync(dirname(file), { recursive: true });
    const former = new BetterSqlite3(file);
    former.exec(migrations[0]!);
    former.pragma('user_version = 1');
    const document = former.prepare('insert into document values (?, ?, ?, ?)');
    const activity = former.prepare('insert into activity values (?, ?, ?, ?, ?, ?, ?)');
    let id = 0;
    const happen = (kind: string, of: number, ...types: number[]) => {
      const number = `${kind.slice(0, 3).toUpperCase()}-${of}`;
      document.run(kind, of, number, of === 5 ? 'Somebody Else' : 'Café Žito');
      for (const type of types) {
        id += 1;
        const column = ['invoice', 'order', 'estimation'].map((one) => (one === kind ? of : null));
        const record = {
          Id: id,
          Type: type,
          Message: 'x',
          Link: 'x',
          InvoiceNumber: number,
          CreatedOn: '2026-10-01T10:00:00Z',
        };
        activity.run(id, type, ...column, id, JSON.stringify(record));
      }
    };
    happen('invoice', 1, 0, 3, 15, 11);
    happen('invoice', 2, 1, 10);
    happen('invoice', 3, 1, 3, 8);
    happen('invoice', 4, 0, 13);
    happen('invoice', 5, 0, 34);
    happen('invoice', 6, 0, 11, 12);
    happen('order', 7, 29, 27, 27);
    happen('estimation', 8, 38, 45);
    former.close();

    const { api, control } = await start({ dataFile: file });

    const { Result } = await api.got('invoice/all');
    expect(Result.map(({ Status }: { Status: string }) => Status)).toEqual([
      'Paid',
      'Draft',
      'Unpaid',
      'Overdue',
      'Void',
      'Unpaid',
    ]);
    expect(Result[0]).toMatchObject({ Client: { Id: 2_187, Name: 'Café Žito' } });
    expect(Result[4].Client).toEqual({ Name: 'Somebody Else' });
    expect(await api.got('invoice/details', { id: 1 })).toMatchObject({
      IssuedOn: '2026-10-01T10:00:00Z',
      Payments: [{ Type: 'Paypal' }],
    });
    expect((await api.got('order/details', { id: 7 })).Status).toBe('Shipped');
    expect(await api.got('estimation/status', { id: 8 })).toBe('Rejected');
    expect(await api.got('client/candelete', { id: 2_187 })).toBe(false);
    expect(await control.activities()).toHaveLength(id);
    await api.posted('invoice/update', { Id: 2, Notes: 'taken on' });
  });
});

describe('reset', () => {
  it('restores the initial shop without reusing ids', async () => {
    const { api, control } = await start();
    const shop = await api.got('client/all');
    expect(shop).toHaveLength(13);
    const client = await api.posted('client/new', { Name: 'Ada' });
    const link = await api.posted('paymentlink/new', {});
    await api.posted('client/delete', { Id: 2_185 });
    await control.call('POST', '/control/reset');

    expect(await api.got('client/all')).toEqual(shop);
    expect((await api.got('paymentlink/all')).TotalCount).toBe(0);
    expect(await api.posted('client/new', { Name: 'Ada' })).toBe(client + 1);
    expect(await api.posted('paymentlink/new', {})).toBe(link + 1);
    expect((await api.got('paymentlink/all')).Result).toMatchObject([{ Number: 'PAY-0001' }]);
  });
});
