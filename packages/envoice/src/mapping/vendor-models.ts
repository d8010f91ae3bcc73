import type { EnvoiceModel, EnvoiceModelName, NumberForm, Read } from '../client/index.ts';

/** A model as returned by either form of the client: numbers as numbers, or as exact text. */
type Response<Name extends EnvoiceModelName> = Read<EnvoiceModel<Name>, NumberForm>;

export type EnvoiceInvoice = Response<'InvoiceFullDetailsApiModel'>;
export type EnvoiceEstimation = Response<'EstimationFullDetailsApiModel'>;
export type EnvoiceOrder = Response<'OrderFullDetailsApiModel'>;
export type EnvoiceClientDetails = Response<'ClientDetailsApiModel'>;
export type EnvoicePayment = Response<'InvoicePaymentApiModel'>;
export type EnvoiceItem = Response<'InvoiceItemApiModel'>;
export type EnvoiceOrderItem = Response<'OrderItemApiModel'>;
export type EnvoiceOrderParty = Response<'OrderBillingDetailsApiModel'>;
export type EnvoiceActivity = Response<'InvoiceActivityApiModel'> &
  Response<'EstimationActivityApiModel'>;

/** The input of the API. */
export type EnvoiceInvoiceCreate = EnvoiceModel<'InvoiceCreateApiModel'>;
export type EnvoiceInvoiceUpdate = EnvoiceModel<'InvoiceUpdateApiModel'>;
export type EnvoiceEstimationCreate = EnvoiceModel<'EstimationCreateApiModel'>;
export type EnvoiceEstimationUpdate = EnvoiceModel<'EstimationUpdateApiModel'>;
export type EnvoiceItemCreate = EnvoiceModel<'InvoiceCreateItemApiModel'>;
export type EnvoiceItemUpdate = EnvoiceModel<'InvoiceUpdateItemApiModel'>;
export type EnvoiceOrderCreate = EnvoiceModel<'OrderCreateApiModel'>;
export type EnvoiceClientCreate = EnvoiceModel<'ClientCreateApiModel'>;
export type EnvoiceClientUpdate = EnvoiceModel<'ClientUpdateApiModel'>;
