import type { EnvoiceModel, EnvoiceModelName, NumberForm, Read } from '../client/index.ts';

/** A model as returned by either form of the client: numbers as numbers, or as exact text. */
type Answer<Name extends EnvoiceModelName> = Read<EnvoiceModel<Name>, NumberForm>;

export type EnvoiceInvoice = Answer<'InvoiceFullDetailsApiModel'>;
export type EnvoiceEstimation = Answer<'EstimationFullDetailsApiModel'>;
export type EnvoiceOrder = Answer<'OrderFullDetailsApiModel'>;
export type EnvoiceClientDetails = Answer<'ClientDetailsApiModel'>;
export type EnvoicePayment = Answer<'InvoicePaymentApiModel'>;
export type EnvoiceItem = Answer<'InvoiceItemApiModel'>;
export type EnvoiceOrderItem = Answer<'OrderItemApiModel'>;
export type EnvoiceOrderParty = Answer<'OrderBillingDetailsApiModel'>;
export type EnvoiceActivity = Answer<'InvoiceActivityApiModel'> &
  Answer<'EstimationActivityApiModel'>;

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
