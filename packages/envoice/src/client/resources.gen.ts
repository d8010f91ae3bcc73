// Generated from vendor/envoice/openapi-v1.json. Do not edit: src/api/generated.test.ts says how to regenerate it.
import type { EnvoiceModel, NumberForm, Page, Read } from './response.ts';
import type { CallOptions, IterateOptions } from './options.ts';

// oxfmt-ignore
export interface ClientsOperations<Numbers extends NumberForm> {
  /**
   * Return all clients for the account.
   *
   * `GET /api/client/all`
   */
  list(options?: CallOptions): Promise<readonly Read<EnvoiceModel<'ClientDetailsApiModel'>, Numbers>[]>;
  /**
   * Check if the provided client can be deleted.
   *
   * `GET /api/client/candelete`
   */
  canDelete(input: { readonly id: number | string }, options?: CallOptions): Promise<boolean>;
  /**
   * Delete an existing client.
   *
   * `POST /api/client/delete`
   */
  delete(body: EnvoiceModel<'ClientDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return client details. Activities and invoices included.
   *
   * `GET /api/client/details`
   */
  get(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'ClientDetailsApiModel'>, Numbers>>;
  /**
   * Create a client.
   *
   * `POST /api/client/new`
   */
  create(body: EnvoiceModel<'ClientCreateApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Update an existing client.
   *
   * `POST /api/client/update`
   */
  update(body: EnvoiceModel<'ClientUpdateApiModel'>, options?: CallOptions): Promise<void>;
}

// oxfmt-ignore
export interface EstimationsOperations<Numbers extends NumberForm> {
  /**
   * Return all estimation for the account.
   *
   * `GET /api/estimation/all`
   */
  list(input?: { readonly page?: number | string | undefined; readonly pageSize?: number | string | undefined }, options?: CallOptions): Promise<Page<Read<EnvoiceModel<'EstimationDetailsApiModel'>, Numbers>, Numbers>>;
  /** Every item of {@link list}, page by page, each page requested when it is needed. */
  iterate(options?: IterateOptions): AsyncGenerator<Read<EnvoiceModel<'EstimationDetailsApiModel'>, Numbers>, void, undefined>;
  /**
   * Change estimation status.
   *
   * `POST /api/estimation/changestatus`
   */
  changeStatus(body: EnvoiceModel<'EstimationChangeStatusApiModel'>, options?: CallOptions): Promise<boolean>;
  /**
   * Convert the estimation to an invoice.
   *
   * `POST /api/estimation/convert`
   */
  convert(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceFullDetailsApiModel'>, Numbers>>;
  /**
   * Delete an existing estimation.
   *
   * `POST /api/estimation/delete`
   */
  delete(body: EnvoiceModel<'EstimationDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return estimation data.
   *
   * `GET /api/estimation/details`
   */
  get(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'EstimationFullDetailsApiModel'>, Numbers>>;
  /**
   * Create an estimation.
   *
   * `POST /api/estimation/new`
   */
  create(body: EnvoiceModel<'EstimationCreateApiModel'>, options?: CallOptions): Promise<Read<EnvoiceModel<'EstimationFullDetailsApiModel'>, Numbers>>;
  /**
   * Send the provided estimation to the client.
   *
   * `POST /api/estimation/sendtoclient`
   */
  sendToClient(body: EnvoiceModel<'SendEstimationToClientApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Retrieve the status of the estimation.
   *
   * `GET /api/estimation/status`
   */
  status(input: { readonly id: number | string }, options?: CallOptions): Promise<'Draft' | 'Accepted' | 'Rejected'>;
  /**
   * Update an existing estimation.
   *
   * `POST /api/estimation/update`
   */
  update(body: EnvoiceModel<'EstimationUpdateApiModel'>, options?: CallOptions): Promise<Read<EnvoiceModel<'EstimationFullDetailsApiModel'>, Numbers>>;
  /**
   * Return the unique url to the client's estimation.
   *
   * `GET /api/estimation/uri`
   */
  uri(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'EstimationUriApiModel'>, Numbers>>;
}

// oxfmt-ignore
export interface GeneralOperations<Numbers extends NumberForm> {
  /**
   * Return all of the platform supported countries.
   *
   * `GET /api/general/countries`
   */
  countries(options?: CallOptions): Promise<readonly Read<EnvoiceModel<'CountryDetailsApiModel'>, Numbers>[]>;
  /**
   * Return all of the platform supported currencies.
   *
   * `GET /api/general/currencies`
   */
  currencies(options?: CallOptions): Promise<readonly Read<EnvoiceModel<'CurrencyDetailsApiModel'>, Numbers>[]>;
  /**
   * Return all of the platform supported Date Formats.
   *
   * `GET /api/general/dateformats`
   */
  dateFormats(options?: CallOptions): Promise<readonly string[]>;
  /**
   * Return all of the platform supported UI languages.
   *
   * `GET /api/general/uilanguages`
   */
  uiLanguages(options?: CallOptions): Promise<readonly Read<EnvoiceModel<'UILanguageDetailsApiModel'>, Numbers>[]>;
}

// oxfmt-ignore
export interface InvoicesOperations<Numbers extends NumberForm> {
  /**
   * Return all invoices for the account.
   *
   * `GET /api/invoice/all`
   */
  list(input?: { readonly page?: number | string | undefined; readonly pageSize?: number | string | undefined }, options?: CallOptions): Promise<Page<Read<EnvoiceModel<'InvoiceDetailsApiModel'>, Numbers>, Numbers>>;
  /** Every item of {@link list}, page by page, each page requested when it is needed. */
  iterate(options?: IterateOptions): AsyncGenerator<Read<EnvoiceModel<'InvoiceDetailsApiModel'>, Numbers>, void, undefined>;
  /**
   * Return all invoice categories for the account.
   *
   * `GET /api/invoice/allcategories`
   */
  listCategories(input?: { readonly query?: string | undefined }, options?: CallOptions): Promise<Page<Read<EnvoiceModel<'InvoiceCategoryApiModel'>, Numbers>, Numbers>>;
  /**
   * Change invoice status.
   *
   * `POST /api/invoice/changestatus`
   */
  changeStatus(body: EnvoiceModel<'ChangeStatusApiModel'>, options?: CallOptions): Promise<boolean>;
  /**
   * Delete an existing invoice.
   *
   * `POST /api/invoice/delete`
   */
  delete(body: EnvoiceModel<'InvoiceDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Delete an existing invoice category.
   *
   * `POST /api/invoice/deletecategory`
   */
  deleteCategory(body: EnvoiceModel<'InvoiceCategoryDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return invoice data.
   *
   * `GET /api/invoice/details`
   */
  get(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceFullDetailsApiModel'>, Numbers>>;
  /**
   * Create an invoice.
   *
   * `POST /api/invoice/new`
   */
  create(body: EnvoiceModel<'InvoiceCreateApiModel'>, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceFullDetailsApiModel'>, Numbers>>;
  /**
   * Create an invoice category.
   *
   * `POST /api/invoice/newcategory`
   */
  createCategory(body: EnvoiceModel<'InvoiceCategoryCreateApiModel'>, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceCategoryApiModel'>, Numbers>>;
  /**
   * Return the link to the PDF of the invoice.
   *
   * `GET /api/invoice/pdf`
   */
  pdf(input: { readonly id: number | string; readonly signedVersion?: boolean | undefined }, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceUriApiModel'>, Numbers>>;
  /**
   * Send the provided invoice to the accountant.
   *
   * `POST /api/invoice/sendtoaccountant`
   */
  sendToAccountant(body: EnvoiceModel<'SendInvoiceToAccountantApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Send the provided invoice to the client.
   *
   * `POST /api/invoice/sendtoclient`
   */
  sendToClient(body: EnvoiceModel<'SendInvoiceToClientApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Retrieve the status of the invoice.
   *
   * `GET /api/invoice/status`
   */
  status(input: { readonly id: number | string }, options?: CallOptions): Promise<'Draft' | 'Paid' | 'Unpaid' | 'Overdue' | 'Void'>;
  /**
   * Update an existing invoice.
   *
   * `POST /api/invoice/update`
   */
  update(body: EnvoiceModel<'InvoiceUpdateApiModel'>, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceFullDetailsApiModel'>, Numbers>>;
  /**
   * Update an existing invoice category.
   *
   * `POST /api/invoice/updatecategory`
   */
  updateCategory(body: EnvoiceModel<'InvoiceCategoryUpdateApiModel'>, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceCategoryApiModel'>, Numbers>>;
  /**
   * Return the unique url to the client's invoice.
   *
   * `GET /api/invoice/uri`
   */
  uri(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'InvoiceUriApiModel'>, Numbers>>;
}

// oxfmt-ignore
export interface OrdersOperations<Numbers extends NumberForm> {
  /**
   * Return all orders for the account.
   *
   * `GET /api/order/all`
   */
  list(input?: { readonly page?: number | string | undefined; readonly pageSize?: number | string | undefined }, options?: CallOptions): Promise<Page<Read<EnvoiceModel<'OrderDetailsApiModel'>, Numbers>, Numbers>>;
  /** Every item of {@link list}, page by page, each page requested when it is needed. */
  iterate(options?: IterateOptions): AsyncGenerator<Read<EnvoiceModel<'OrderDetailsApiModel'>, Numbers>, void, undefined>;
  /**
   * Change order shipping details.
   *
   * `POST /api/order/changeshippingdetails`
   */
  changeShippingDetails(input: { readonly id: number | string; readonly body: EnvoiceModel<'OrderShippingDetailsApiModel'> }, options?: CallOptions): Promise<void>;
  /**
   * Change order status.
   *
   * `POST /api/order/changestatus`
   */
  changeStatus(body: EnvoiceModel<'ChangeOrderStatusApiModel'>, options?: CallOptions): Promise<void>;
  /**
   * Delete an existing order.
   *
   * `POST /api/order/delete`
   */
  delete(body: EnvoiceModel<'OrderDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return order details.
   *
   * `GET /api/order/details`
   */
  get(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'OrderFullDetailsApiModel'>, Numbers>>;
  /**
   * Create an order.
   *
   * `POST /api/order/new`
   */
  create(body: EnvoiceModel<'OrderCreateApiModel'>, options?: CallOptions): Promise<Numbers>;
}

// oxfmt-ignore
export interface PaymentLinksOperations<Numbers extends NumberForm> {
  /**
   * Return all payment links for the account.
   *
   * `GET /api/paymentlink/all`
   */
  list(input?: { readonly page?: number | string | undefined; readonly pageSize?: number | string | undefined }, options?: CallOptions): Promise<Page<Read<EnvoiceModel<'PaymentLink'>, Numbers>, Numbers>>;
  /** Every item of {@link list}, page by page, each page requested when it is needed. */
  iterate(options?: IterateOptions): AsyncGenerator<Read<EnvoiceModel<'PaymentLink'>, Numbers>, void, undefined>;
  /**
   * Delete an existing payment link.
   *
   * `POST /api/paymentlink/delete`
   */
  delete(body: EnvoiceModel<'PaymentLink'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Create a payment link.
   *
   * `POST /api/paymentlink/new`
   */
  create(body: EnvoiceModel<'PaymentLink'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return the unique url to the client's payment link.
   *
   * `GET /api/paymentlink/uri`
   */
  uri(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'PaymentLinkUriApiModel'>, Numbers>>;
}

// oxfmt-ignore
export interface PaymentsOperations<Numbers extends NumberForm> {
  /**
   * Return all supported payment gateways (no currencies means all are supported).
   *
   * `GET /api/payment/supported`
   */
  supported(options?: CallOptions): Promise<readonly Read<EnvoiceModel<'PaymentGatewayDetailsApiModel'>, Numbers>[]>;
}

// oxfmt-ignore
export interface ProductsOperations<Numbers extends NumberForm> {
  /**
   * Return all products for the account.
   *
   * `GET /api/product/all`
   */
  list(input?: { readonly page?: number | string | undefined; readonly pageSize?: number | string | undefined }, options?: CallOptions): Promise<Page<Read<EnvoiceModel<'ProductDetailsApiModel'>, Numbers>, Numbers>>;
  /** Every item of {@link list}, page by page, each page requested when it is needed. */
  iterate(options?: IterateOptions): AsyncGenerator<Read<EnvoiceModel<'ProductDetailsApiModel'>, Numbers>, void, undefined>;
  /**
   * Delete an existing product.
   *
   * `POST /api/product/delete`
   */
  delete(body: EnvoiceModel<'ProductDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return product details.
   *
   * `GET /api/product/details`
   */
  get(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'ProductFullDetailsApiModel'>, Numbers>>;
  /**
   * Create a product.
   *
   * `POST /api/product/new`
   */
  create(body: EnvoiceModel<'ProductCreateApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Update an existing product.
   *
   * `POST /api/product/update`
   */
  update(body: EnvoiceModel<'ProductUpdateApiModel'>, options?: CallOptions): Promise<void>;
}

// oxfmt-ignore
export interface TaxesOperations<Numbers extends NumberForm> {
  /**
   * Return all taxes for the account.
   *
   * `GET /api/tax/all`
   */
  list(options?: CallOptions): Promise<readonly Read<EnvoiceModel<'TaxDetailsApiModel'>, Numbers>[]>;
  /**
   * Delete an existing tax.
   *
   * `POST /api/tax/delete`
   */
  delete(body: EnvoiceModel<'TaxDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Create a tax.
   *
   * `POST /api/tax/new`
   */
  create(body: EnvoiceModel<'TaxCreateApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Update an existing tax.
   *
   * `POST /api/tax/update`
   */
  update(body: EnvoiceModel<'TaxUpdateApiModel'>, options?: CallOptions): Promise<void>;
}

// oxfmt-ignore
export interface WorkTypesOperations<Numbers extends NumberForm> {
  /**
   * Return all work types for the account.
   *
   * `GET /api/worktype/all`
   */
  list(options?: CallOptions): Promise<readonly Read<EnvoiceModel<'WorkTypeDetailsApiModel'>, Numbers>[]>;
  /**
   * Delete an existing work type.
   *
   * `POST /api/worktype/delete`
   */
  delete(body: EnvoiceModel<'WorkTypeDeleteApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return work type details.
   *
   * `GET /api/worktype/details`
   */
  get(input: { readonly id: number | string }, options?: CallOptions): Promise<Read<EnvoiceModel<'WorkTypeDetailsApiModel'>, Numbers>>;
  /**
   * Create a work type.
   *
   * `POST /api/worktype/new`
   */
  create(body: EnvoiceModel<'WorkTypeCreateApiModel'>, options?: CallOptions): Promise<Numbers>;
  /**
   * Return all work types for the account that match the query param.
   *
   * `GET /api/worktype/search`
   */
  search(input?: { readonly query?: string | undefined; readonly orderBy?: string | undefined; readonly order?: 'None' | 'Asc' | 'Desc' | undefined; readonly page?: number | string | undefined; readonly pageSize?: number | string | undefined }, options?: CallOptions): Promise<readonly Read<EnvoiceModel<'WorkTypeDetailsApiModel'>, Numbers>[]>;
  /** Every item of {@link search}, page by page, each page requested when it is needed. */
  iterateSearch(options?: IterateOptions & { readonly query?: string | undefined; readonly orderBy?: string | undefined; readonly order?: 'None' | 'Asc' | 'Desc' | undefined }): AsyncGenerator<Read<EnvoiceModel<'WorkTypeDetailsApiModel'>, Numbers>, void, undefined>;
  /**
   * Update an existing work type.
   *
   * `POST /api/worktype/update`
   */
  update(body: EnvoiceModel<'WorkTypeUpdateApiModel'>, options?: CallOptions): Promise<void>;
}

/** Every operation of the API, by resource. */
// oxfmt-ignore
export interface EnvoiceOperations<Numbers extends NumberForm> {
  readonly clients: ClientsOperations<Numbers>;
  readonly estimations: EstimationsOperations<Numbers>;
  readonly general: GeneralOperations<Numbers>;
  readonly invoices: InvoicesOperations<Numbers>;
  readonly orders: OrdersOperations<Numbers>;
  readonly paymentLinks: PaymentLinksOperations<Numbers>;
  readonly payments: PaymentsOperations<Numbers>;
  readonly products: ProductsOperations<Numbers>;
  readonly taxes: TaxesOperations<Numbers>;
  readonly workTypes: WorkTypesOperations<Numbers>;
}
