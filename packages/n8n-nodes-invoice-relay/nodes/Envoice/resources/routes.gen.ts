// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { OperationId } from '@invoice-relay/envoice/operations';

/** Envoice's operation for each operation of the node, by resource. */
// oxfmt-ignore
export const routes: Readonly<Record<string, Readonly<Record<string, OperationId>>>> = {
  client: {
    canDelete: 'ClientApi_CanDelete',
    create: 'ClientApi_New',
    upsert: 'ClientApi_New',
    delete: 'ClientApi_Delete',
    get: 'ClientApi_Details',
    getAll: 'ClientApi_All',
    update: 'ClientApi_Update',
  },
  estimation: {
    changeStatus: 'EstimationApi_ChangeStatus',
    convert: 'EstimationApi_Convert',
    create: 'EstimationApi_New',
    delete: 'EstimationApi_Delete',
    get: 'EstimationApi_Details',
    getAll: 'EstimationApi_All',
    getLink: 'EstimationApi_Uri',
    getStatus: 'EstimationApi_Status',
    sendToClient: 'EstimationApi_SendToClient',
    update: 'EstimationApi_Update',
  },
  general: {
    getCountries: 'GeneralApi_Countries',
    getCurrencies: 'GeneralApi_Currencies',
    getDateFormats: 'GeneralApi_DateFormats',
    getLanguages: 'GeneralApi_UiLanguages',
  },
  invoice: {
    changeStatus: 'InvoiceApi_ChangeStatus',
    create: 'InvoiceApi_New',
    delete: 'InvoiceApi_Delete',
    downloadPdf: 'InvoiceApi_Pdf',
    get: 'InvoiceApi_Details',
    getAll: 'InvoiceApi_All',
    getPdfLink: 'InvoiceApi_Pdf',
    getLink: 'InvoiceApi_Uri',
    getStatus: 'InvoiceApi_Status',
    sendToAccountant: 'InvoiceApi_SendToAccountant',
    sendToClient: 'InvoiceApi_SendToClient',
    update: 'InvoiceApi_Update',
  },
  invoiceCategory: {
    create: 'InvoiceApi_NewCategory',
    delete: 'InvoiceApi_DeleteCategory',
    getAll: 'InvoiceApi_AllCategories',
    update: 'InvoiceApi_UpdateCategory',
  },
  order: {
    changeShippingDetails: 'OrderApi_ChangeShippingDetails',
    changeStatus: 'OrderApi_ChangeStatus',
    create: 'OrderApi_New',
    delete: 'OrderApi_Delete',
    get: 'OrderApi_Details',
    getAll: 'OrderApi_All',
  },
  paymentGateway: {
    getAll: 'PaymentApi_Supported',
  },
  paymentLink: {
    create: 'PaymentLinkApi_New',
    delete: 'PaymentLinkApi_Delete',
    getAll: 'PaymentLinkApi_All',
    getLink: 'PaymentLinkApi_Uri',
  },
  product: {
    create: 'ProductApi_New',
    delete: 'ProductApi_Delete',
    get: 'ProductApi_Details',
    getAll: 'ProductApi_All',
    update: 'ProductApi_Update',
  },
  tax: {
    create: 'TaxApi_New',
    delete: 'TaxApi_Delete',
    getAll: 'TaxApi_All',
    update: 'TaxApi_Update',
  },
  workType: {
    create: 'WorkTypeApi_New',
    delete: 'WorkTypeApi_Delete',
    get: 'WorkTypeApi_Details',
    getAll: 'WorkTypeApi_All',
    search: 'WorkTypeApi_Search',
    update: 'WorkTypeApi_Update',
  },
};
