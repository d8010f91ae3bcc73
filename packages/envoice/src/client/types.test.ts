import { expectTypeOf, test } from 'vitest';

import type { paths } from '../api/schema.gen.ts';
import type {
  EnvoiceResponse,
  EnvoiceClient,
  EnvoiceModel,
  ExactEnvoiceResponse,
  Page,
} from './index.ts';

type Invoices = EnvoiceClient['invoices'];
type ExactInvoices = EnvoiceClient['exact']['invoices'];

test('requests take the models of the description', () => {
  expectTypeOf<Parameters<Invoices['create']>[0]>().toEqualTypeOf<
    EnvoiceModel<'InvoiceCreateApiModel'>
  >();
  expectTypeOf<{ Status: 'Draft'; Items: [{ Cost: 1.5 }] }>().toExtend<
    Parameters<Invoices['create']>[0]
  >();
  expectTypeOf<{ Status: 'Drafty' }>().not.toExtend<Parameters<Invoices['create']>[0]>();
  expectTypeOf<{ Total: 1 }>().not.toExtend<Parameters<Invoices['create']>[0]>();
  expectTypeOf<Parameters<Invoices['get']>[0]>().toEqualTypeOf<{ readonly id: number | string }>();
  expectTypeOf<Parameters<EnvoiceClient['orders']['changeShippingDetails']>[0]>().toEqualTypeOf<{
    readonly id: number | string;
    readonly body: EnvoiceModel<'OrderShippingDetailsApiModel'>;
  }>();
});

test('responses may lack any member, or have null', () => {
  type Invoice = EnvoiceResponse<'InvoiceFullDetailsApiModel'>;
  expectTypeOf<Awaited<ReturnType<Invoices['get']>>>().toEqualTypeOf<Invoice>();
  expectTypeOf<Invoice['Status']>().toEqualTypeOf<
    'Draft' | 'Paid' | 'Unpaid' | 'Overdue' | 'Void' | null | undefined
  >();
  expectTypeOf<Invoice['TotalAmount']>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<NonNullable<Invoice['Client']>['Name']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<NonNullable<Invoice['Items']>[number]['Cost']>().toEqualTypeOf<
    number | null | undefined
  >();
});

test('exact responses have text instead of numbers, and are otherwise the same', () => {
  type Invoice = ExactEnvoiceResponse<'InvoiceFullDetailsApiModel'>;
  expectTypeOf<Awaited<ReturnType<ExactInvoices['get']>>>().toEqualTypeOf<Invoice>();
  expectTypeOf<Invoice['TotalAmount']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<Invoice['EnablePartialPayments']>().toEqualTypeOf<boolean | null | undefined>();
  expectTypeOf<Parameters<ExactInvoices['create']>>().toEqualTypeOf<
    Parameters<Invoices['create']>
  >();
});

test('pages, bare lists, ids, flags, statuses and nothing', () => {
  type Row = EnvoiceResponse<'InvoiceDetailsApiModel'>;
  expectTypeOf<Invoices['list']>().returns.resolves.toEqualTypeOf<Page<Row>>();
  expectTypeOf<Invoices['iterate']>().returns.toEqualTypeOf<AsyncGenerator<Row, void, undefined>>();
  expectTypeOf<EnvoiceClient['taxes']['list']>().returns.resolves.toEqualTypeOf<
    readonly EnvoiceResponse<'TaxDetailsApiModel'>[]
  >();
  expectTypeOf<EnvoiceClient['taxes']['create']>().returns.resolves.toBeNumber();
  expectTypeOf<EnvoiceClient['taxes']['update']>().returns.resolves.toBeVoid();
  expectTypeOf<Invoices['changeStatus']>().returns.resolves.toBeBoolean();
  expectTypeOf<EnvoiceClient['estimations']['status']>().returns.resolves.toEqualTypeOf<
    'Draft' | 'Accepted' | 'Rejected'
  >();
  expectTypeOf<EnvoiceClient['general']['dateFormats']>().returns.resolves.toEqualTypeOf<
    readonly string[]
  >();
});

type BodyOf<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

test('methods take the bodies that openapi-typescript generates for their paths', () => {
  expectTypeOf<Parameters<EnvoiceClient['paymentLinks']['create']>[0]>().toEqualTypeOf<
    BodyOf<'/api/paymentlink/new'>
  >();
  expectTypeOf<Parameters<EnvoiceClient['orders']['changeStatus']>[0]>().toEqualTypeOf<
    BodyOf<'/api/order/changestatus'>
  >();
  expectTypeOf<Parameters<Invoices['updateCategory']>[0]>().toEqualTypeOf<
    BodyOf<'/api/invoice/updatecategory'>
  >();
  expectTypeOf<BodyOf<'/api/estimation/convert'>>().toExtend<
    Parameters<EnvoiceClient['estimations']['convert']>[0]['id']
  >();
});
