import { describe, expect, it } from 'vitest';

import { Api } from './api.ts';
import { startSandbox } from './harness.ts';

async function start() {
  const { control } = await startSandbox();
  return { control, api: new Api(control) };
}

describe('an order', () => {
  it('computes its price from product, coupon and shipping', async () => {
    const { api, control } = await start();
    const ProductId = await api.posted('product/new', {
      Name: 'Notebook',
      ShippingAmount: 4.2,
      Items: [{ Cost: 9.99, MinimumQuantity: 2, TaxId: 312, ReferenceId: 'SKU-1' }],
      Coupons: [{ Code: 'TENTH', DiscountPercentage: 10 }],
    });

    const id = await api.posted('order/new', { ProductId, CouponCode: 'TENTH' });

    // 2 × 9.99 = 19.98; 20 % = 3.996 → 4.00; 10 % of 23.98 = 2.398 → 2.40
    expect(await api.got('order/details', { id })).toMatchObject({
      Name: 'Notebook',
      Status: 'PendingPayment',
      SubTotalAmount: 19.98,
      TaxAmount: 4,
      DiscountAmount: 2.4,
      TotalAmount: 21.58,
      TotalWithShipping: 25.78,
      Items: [{ Quantity: 2, ReferenceId: 'SKU-1', TotalAmount: 23.98 }],
    });
    expect(await control.activities()).toMatchObject([
      { Type: 29, OrderId: id, OrderNumber: 'ORD-0001', InvoiceId: 0 },
    ]);
    const wrong = await api.post('order/new', { ProductId, CouponCode: 'HALF' });
    expect(wrong.body.errors).toMatchObject([{ field: 'body.CouponCode' }]);
  });

  it('records its changes until it is final', async () => {
    const { api, control } = await start();
    const id = await api.posted('order/new', { Items: [{ Cost: 5, Quantity: 1 }] });
    await api.posted(`order/changeshippingdetails?orderId=${id}`, { Address: 'Pier 4' });
    await api.posted('order/changestatus', { Id: id, Status: 'Cancelled' });

    expect((await control.activities()).map(({ Type }) => Type)).toEqual([29, 28, 27]);
    expect(await api.got('order/details', { id })).toMatchObject({
      Status: 'Cancelled',
      OrderShippingDetails: { Address: 'Pier 4' },
    });
    expect(await api.refused('order/changestatus', { Id: id, Status: 'Shipped' })).toMatch(
      /order ORD-0001 is Cancelled and cannot become Shipped/,
    );
  });
});

describe('a client', () => {
  it('cannot be deleted while a document references it', async () => {
    const { api } = await start();
    const client = await api.posted('client/new', { Name: 'Ada' });
    expect(await api.got('client/candelete', { id: client })).toBe(true);
    const invoice = await api.posted('invoice/new', { ClientId: client });
    const link = await api.posted('paymentlink/new', { ClientId: client });

    expect(await api.got('client/candelete', { id: client })).toBe(false);
    expect(await api.refused('client/delete', { Id: client })).toBe(
      'Ada cannot be deleted: 2 document(s) name this client.',
    );
    await api.posted('invoice/delete', { Id: invoice.Id });
    expect(await api.got('client/candelete', { id: client })).toBe(false);
    expect(await api.refused('client/delete', { Id: client })).toMatch(/ 1 document/);
    await api.posted('paymentlink/delete', { Id: link });
    expect(await api.got('client/candelete', { id: client })).toBe(true);
    expect(await api.posted('client/delete', { Id: client })).toBe(client);
    expect((await api.get('client/details', { id: client })).status).toBe(404);
  });

  it('has its new name in later activities', async () => {
    const { api, control } = await start();
    const client = await api.posted('client/new', { Name: 'Ada', DefaultDueDateInDays: 3 });
    const made = await api.posted('invoice/new', {
      ClientId: client,
      IssuedOn: '2026-11-20T10:00:00Z',
    });
    expect(made.Duedate).toBe('2026-11-23T10:00:00Z');
    await api.posted('client/update', { Id: client, Name: 'Ada Lovelace' });
    await api.posted('invoice/changestatus', { Id: made.Id, Status: 'Paid' });
    expect((await control.activities()).map(({ Message }) => Message)).toEqual([
      'Invoice INV-0001 for Ada was saved as a draft',
      'Invoice INV-0001 for Ada Lovelace was paid',
    ]);
  });
});

describe('lists', () => {
  it('are paged in id order', async () => {
    const { api, control } = await start();
    await control.call('POST', '/control/burst', { count: 100 });
    const all = await api.got('invoice/all', { 'queryOptions.pageSize': 1_000 });
    const ids = all.Result.map(({ Id }: { Id: number }) => Id);
    expect(ids).toEqual(ids.toSorted((one: number, other: number) => one - other));
    expect(all).toMatchObject({ TotalCount: ids.length, Count: ids.length });

    const walked: number[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await api.got('invoice/all', {
        'queryOptions.page': page,
        'queryOptions.pageSize': 7,
      });
      expect(answer).toMatchObject({ TotalCount: ids.length, Count: answer.Result.length });
      if (answer.Count === 0) break;
      walked.push(...answer.Result.map(({ Id }: { Id: number }) => Id));
    }
    expect(walked).toEqual(ids);
    expect((await api.got('invoice/all')).Result).toEqual(all.Result.slice(0, 10));
  });

  it('of work types can be searched, sorted and paged', async () => {
    const { api } = await start();
    const found = await api.got('worktype/search', {
      'queryOptions.query': 'O',
      'queryOptions.orderBy': 'Title',
      'queryOptions.order': 'Desc',
      'queryOptions.pageSize': 2,
    });
    expect(found.map(({ Title }: { Title: string }) => Title)).toEqual([
      'Software development',
      'Photography',
    ]);
  });
});
