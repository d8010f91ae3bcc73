import { describe, expect, it } from 'vitest';

import { Api } from './api.ts';
import { startReceiver, startSandbox } from './harness.ts';

async function start() {
  const { control } = await startSandbox();
  return { control, api: new Api(control) };
}

/** The client from the vendor's guide, present in every sandbox. */
const bob = 2_185;
const oneItem = { Items: [{ Cost: 100, Quantity: 1 }] };

describe('an invoice', () => {
  it('is created from the sample in the vendor’s guide', async () => {
    const { api } = await start();

    const made = await api.posted('invoice/new', {
      ClientId: bob,
      Number: '#INV-0001',
      IssuedOn: '2018-02-06T11:43:30Z',
      Duedate: '2018-02-06T11:43:30Z',
      Status: 'Draft',
      CurrencyId: 163,
      PaymentGateways: [{ Name: 'paypal' }],
      Items: [{ WorkTypeId: 2_402, Cost: 100, Quantity: 1 }],
    });

    expect(made).toMatchObject({
      Id: 3_764,
      Number: '#INV-0001',
      IssuedOn: '2018-02-06T11:43:30Z',
      Status: 'Draft',
      Client: { Id: bob, Name: 'Bob Smith', ClientCurrencyId: 170 },
      Currency: { Id: 163, Value: 'EUR' },
      PaymentGateways: [{ Name: 'paypal' }],
      Items: [
        {
          Id: 7_936,
          WorkTypeId: 2_402,
          Cost: 100,
          Quantity: 1,
          DiscountPercentage: 0,
          TaxPercentage: 0,
          DiscountAmount: 0,
          TaxAmount: 0,
          SubTotalAmount: 100,
          TotalAmount: 100,
        },
      ],
      Attachments: [],
      Payments: [],
      SubTotalAmount: 100,
      DiscountAmount: 0,
      TaxAmount: 0,
      TotalAmount: 100,
      EnablePartialPayments: false,
    });
  });

  it('records and sends an activity for each change', async () => {
    const { api, control } = await start();
    const receiver = await startReceiver();
    await control.register(receiver.url);

    const { Id } = await api.posted('invoice/new', { ClientId: bob, ...oneItem });
    await api.posted('invoice/update', { Id, Notes: 'Thank you' });
    expect(await api.posted('invoice/sendtoclient', { InvoiceId: Id })).toBe(Id);
    expect(await api.got('invoice/status', { id: Id })).toBe('Unpaid');
    await api.posted('invoice/changestatus', { Id, Status: 'Overdue' });
    await api.posted('invoice/changestatus', { Id, Status: 1 });
    await api.posted('invoice/sendtoaccountant', { Id });
    await receiver.calledTimes(6);

    const details = await api.got('invoice/details', { id: Id });
    const happened = ['Draft', 'Updated', 'SentViaEmail', 'Overdue', 'Paid', 'SentToAccountant'];
    expect(details.Activities.map(({ Type }: { Type: string }) => Type)).toEqual(happened);
    expect(details).toMatchObject({
      Status: 'Paid',
      Notes: 'Thank you',
      Payments: [{ Amount: 100, Type: 'Other', IsAutomatic: false }],
    });
    const logged = await control.activities();
    expect(receiver.payloads().map(({ Activity }) => Activity)).toEqual(logged);
    expect(details.Activities).toEqual(
      logged.map(({ Id: id, Message, Link, InvoiceNumber }, index) => ({
        Id: id,
        Message,
        Link,
        InvoiceNumber,
        Type: happened[index],
      })),
    );
  });

  it.each([
    ['Draft', ['Draft'], 0],
    ['Unpaid', ['Created'], 0],
    ['Paid', ['Created', 'Paid'], 1],
    ['Overdue', ['Created', 'Overdue'], 0],
    ['Void', ['Created', 'Void'], 0],
  ])('created as %s records %j', async (Status, types, payments) => {
    const { api } = await start();
    const made = await api.posted('invoice/new', { ClientId: bob, Status, ...oneItem });
    expect(made.Status).toBe(Status);
    expect(made.Activities.map(({ Type }: { Type: string }) => Type)).toEqual(types);
    expect(made.Payments).toHaveLength(payments);
  });

  it('computes its amounts in decimals, per line', async () => {
    const { api } = await start();
    const made = await api.posted('invoice/new', {
      ClientId: bob,
      CurrencyId: 163,
      Items: [
        // 3 × 19.99 = 59.97; 12.5 % off = 7.49625 → 7.50; 20 % of 52.47 = 10.494 → 10.49
        { Cost: 19.99, Quantity: 3, DiscountPercentage: 12.5, TaxId: 312 },
        // 0.7 × 0.15 = 0.105 → 0.11; 10 % of it = 0.011 → 0.01
        { Cost: 0.15, Quantity: 0.7, TaxPercentage: 10 },
        { Cost: 1_000, Quantity: 1 },
      ],
    });

    expect(made.Items).toMatchObject([
      { SubTotalAmount: 59.97, DiscountAmount: 7.5, TaxAmount: 10.49, TotalAmount: 62.96 },
      { SubTotalAmount: 0.11, DiscountAmount: 0, TaxAmount: 0.01, TotalAmount: 0.12 },
      { SubTotalAmount: 1_000, DiscountAmount: 0, TaxAmount: 0, TotalAmount: 1_000 },
    ]);
    expect(made.Items[0]).toMatchObject({ TaxId: 312, TaxPercentage: 20 });
    expect(made).toMatchObject({
      SubTotalAmount: 1_060.08,
      DiscountAmount: 7.5,
      TaxAmount: 10.5,
      TotalAmount: 1_063.08,
    });
  });

  it('keeps members missing from an update, and the ids of items in it', async () => {
    const { api } = await start();
    const made = await api.posted('invoice/new', {
      ClientId: bob,
      PoNumber: 'PO-1',
      Items: [
        { Cost: 1, Quantity: 1 },
        { Cost: 2, Quantity: 1 },
      ],
    });
    const kept = made.Items[1].Id;

    const updated = await api.posted('invoice/update', {
      Id: made.Id,
      Items: [
        { Id: kept, Cost: 5, Quantity: 2 },
        { Cost: 7, Quantity: 1 },
      ],
    });

    expect(updated).toMatchObject({ PoNumber: 'PO-1', Number: made.Number, TotalAmount: 17 });
    expect(updated.Items.map((item: { Id: number }) => item.Id)).toEqual([kept, kept + 1]);
  });

  it('is cloned with its items', async () => {
    const { api } = await start();
    const source = await api.posted('invoice/new', { ClientId: bob, Status: 'Paid', ...oneItem });
    const clone = await api.posted('invoice/new', { ClonedFromId: source.Id });
    expect(clone).toMatchObject({
      ClonedFromId: source.Id,
      Client: { Id: bob },
      Status: 'Draft',
      TotalAmount: 100,
      Payments: [],
      Activities: [{ Type: 'Cloned', InvoiceNumber: 'INV-0002' }],
    });
    expect(clone.Items[0].Id).not.toBe(source.Items[0].Id);
  });

  it('only allows valid status changes', async () => {
    const { api, control } = await start();
    const { Id } = await api.posted('invoice/new', { ClientId: bob, Status: 'Paid', ...oneItem });
    const before = await control.activities();

    expect(await api.refused('invoice/changestatus', { Id, Status: 'Draft' })).toBe(
      'invoice INV-0001 is Paid and cannot become Draft.',
    );
    expect(await api.refused('invoice/update', { Id, Status: 'Overdue', Notes: 'x' })).toMatch(
      /cannot become Overdue/,
    );
    expect(await api.posted('invoice/changestatus', { Id, Status: 'Paid' })).toBe(true);
    expect(await control.activities()).toEqual(before);

    await api.posted('invoice/changestatus', { Id, Status: 'Unpaid' });
    expect((await api.got('invoice/details', { id: Id })).Payments).toEqual([]);
    await api.posted('invoice/changestatus', { Id, Status: 'Void' });
    for (const operation of [
      'invoice/update',
      'invoice/sendtoclient',
      'invoice/sendtoaccountant',
    ]) {
      expect(await api.refused(operation, { Id })).toMatch(/is void/);
    }
  });

  it('has a unique number', async () => {
    const { api } = await start();
    const first = await api.posted('invoice/new', { ClientId: bob, Number: 'INV-0001' });
    const second = await api.posted('invoice/new', { ClientId: bob });
    expect(second.Number).toBe('INV-0002');
    const taken = 'The number INV-0001 is that of invoice 3764 already.';
    expect(await api.refused('invoice/new', { ClientId: bob, Number: 'INV-0001' })).toBe(taken);
    expect(await api.refused('invoice/update', { Id: second.Id, Number: 'INV-0001' })).toBe(taken);
    await api.posted('invoice/update', { Id: first.Id, Number: 'INV-0001' });
    expect((await api.got('invoice/all')).TotalCount).toBe(2);
  });

  it('can be viewed and downloaded by its client', async () => {
    const { api } = await start();
    const { Id } = await api.posted('invoice/new', { ClientId: bob, ...oneItem });
    const uri = await api.got('invoice/uri', { id: Id });
    expect(await (await fetch(uri.Link)).text()).toContain('INV-0001 for Bob Smith');

    const { Link } = await api.got('invoice/pdf', { id: Id });
    const pdf = await fetch(Link);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(await pdf.text()).toMatch(/^%PDF-1\.\d[\s\S]+%%EOF\s*$/);
    expect((await fetch(Link.replace(/token=.*/, 'token=guess'))).status).toBe(404);
    const signed = await api.get('invoice/pdf', { id: Id, signedVersion: true });
    expect(signed.body).toMatchObject({ IsFaulted: true });
  });

  it('has a signed version once it is signed', async () => {
    const { api, control } = await start();
    const { Id } = await api.posted('invoice/new', { ClientId: bob, ...oneItem });
    await control.make('InvoiceDigitallySigned', { invoiceId: Id });
    expect(await api.got('invoice/pdf', { id: Id, signedVersion: true })).toHaveProperty('Link');
  });

  it('is gone after deletion', async () => {
    const { api } = await start();
    const { Id } = await api.posted('invoice/new', { ClientId: bob, ...oneItem });
    expect(await api.posted('invoice/delete', { Id })).toBe(Id);
    expect(await api.get('invoice/details', { id: Id })).toMatchObject({
      status: 404,
      body: { detail: `invoice/details: there is no invoice ${Id}.`, operation: 'invoice/details' },
    });
    expect((await api.post('invoice/delete', { Id })).status).toBe(404);
    expect(await api.got('invoice/all')).toMatchObject({ TotalCount: 0, Count: 0, Result: [] });
    expect((await api.posted('invoice/new', { ClientId: bob })).Id).toBe(Id + 1);
  });
});

describe('an estimation', () => {
  it('can be converted into an invoice once', async () => {
    const { api, control } = await start();
    const made = await api.posted('estimation/new', {
      ClientId: bob,
      PoNumber: 'PO-7',
      Items: [{ Cost: 80, Quantity: 1.5, TaxId: 311 }],
    });

    const invoice = await api.posted('estimation/convert', made.Id);

    expect(invoice).toMatchObject({
      Number: 'INV-0001',
      Status: 'Unpaid',
      PoNumber: 'PO-7',
      TaxAmount: 12,
      TotalAmount: 132,
      Activities: [{ Type: 'Created' }],
    });
    const details = await api.got('estimation/details', { id: made.Id });
    expect(details.Status).toBe('Accepted');
    expect(details.Activities).toMatchObject([
      { Type: 'EstimationCreated', EstimationNumber: 'EST-0001' },
      { Type: 'EstimationAccepted', EstimationNumber: 'EST-0001' },
    ]);
    expect(await control.activities()).toMatchObject([
      { Type: 38, EstimationId: made.Id },
      { Type: 44 },
      { Type: 0, InvoiceId: invoice.Id },
    ]);
    expect(await api.refused('estimation/convert', made.Id)).toBe(
      `Estimation EST-0001 is invoice ${invoice.Id} already.`,
    );
  });

  it('cannot be converted when rejected', async () => {
    const { api } = await start();
    const { Id } = await api.posted('estimation/new', { ClientId: bob, Status: 'Rejected' });
    expect(await api.refused('estimation/convert', Id)).toMatch(/was rejected/);
    expect((await api.got('invoice/all')).TotalCount).toBe(0);
  });
});
