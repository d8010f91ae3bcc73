import type { ResourceName } from './operation.ts';

interface Resource {
  readonly name: ResourceName;
  /** With its article: `an invoice`. */
  readonly one: string;
  readonly many: string;
}

/** By the tag in Envoice's description. */
export const resources: Readonly<Record<string, Resource>> = {
  Client: { name: 'clients', one: 'a client', many: 'clients' },
  Estimation: { name: 'estimations', one: 'an estimation', many: 'estimations' },
  General: { name: 'general', one: 'a setting', many: 'settings' },
  Invoice: { name: 'invoices', one: 'an invoice', many: 'invoices' },
  Order: { name: 'orders', one: 'an order', many: 'orders' },
  Payment: { name: 'payments', one: 'a payment', many: 'payments' },
  PaymentLink: { name: 'paymentLinks', one: 'a payment link', many: 'payment links' },
  Product: { name: 'products', one: 'a product', many: 'products' },
  Tax: { name: 'taxes', one: 'a tax', many: 'taxes' },
  WorkType: { name: 'workTypes', one: 'a work type', many: 'work types' },
};

/**
 * The operations on invoice categories have no `operationId`: named the way Envoice names the
 * others.
 */
export const missingOperationIds: Readonly<Record<string, string>> = {
  '/api/invoice/allcategories': 'InvoiceApi_AllCategories',
  '/api/invoice/deletecategory': 'InvoiceApi_DeleteCategory',
  '/api/invoice/newcategory': 'InvoiceApi_NewCategory',
  '/api/invoice/updatecategory': 'InvoiceApi_UpdateCategory',
};

interface Naming {
  readonly name: string;
  readonly title: (resource: Resource) => string;
}

/** By the action in the operation's id: what follows `InvoiceApi_`. */
export const namings: Readonly<Record<string, Naming>> = {
  All: { name: 'list', title: ({ many }) => `List ${many}` },
  AllCategories: { name: 'listCategories', title: () => 'List invoice categories' },
  CanDelete: { name: 'canDelete', title: ({ one }) => `Check if ${one} can be deleted` },
  ChangeShippingDetails: {
    name: 'changeShippingDetails',
    title: ({ one }) => `Change the shipping details of ${one}`,
  },
  ChangeStatus: { name: 'changeStatus', title: ({ one }) => `Change the status of ${one}` },
  Convert: { name: 'convert', title: ({ one }) => `Convert ${one} to an invoice` },
  Countries: { name: 'countries', title: () => 'List countries' },
  Currencies: { name: 'currencies', title: () => 'List currencies' },
  DateFormats: { name: 'dateFormats', title: () => 'List date formats' },
  Delete: { name: 'delete', title: ({ one }) => `Delete ${one}` },
  DeleteCategory: { name: 'deleteCategory', title: () => 'Delete an invoice category' },
  Details: { name: 'get', title: ({ one }) => `Get ${one}` },
  New: { name: 'create', title: ({ one }) => `Create ${one}` },
  NewCategory: { name: 'createCategory', title: () => 'Create an invoice category' },
  Pdf: { name: 'pdf', title: ({ one }) => `Get the link to the PDF of ${one}` },
  Search: { name: 'search', title: ({ many }) => `Search ${many}` },
  SendToAccountant: {
    name: 'sendToAccountant',
    title: ({ one }) => `Send ${one} to the accountant`,
  },
  SendToClient: { name: 'sendToClient', title: ({ one }) => `Send ${one} to its client` },
  Status: { name: 'status', title: ({ one }) => `Get the status of ${one}` },
  Supported: { name: 'supported', title: () => 'List payment gateways' },
  UiLanguages: { name: 'uiLanguages', title: () => 'List user interface languages' },
  Update: { name: 'update', title: ({ one }) => `Update ${one}` },
  UpdateCategory: { name: 'updateCategory', title: () => 'Update an invoice category' },
  Uri: { name: 'uri', title: ({ one }) => `Get the link that shares ${one}` },
};

/**
 * For operations whose summary by Envoice is about something else, or promises something it does
 * not return.
 */
export const fixedDescriptions: Readonly<Record<string, string>> = {
  EstimationApi_Uri: "Return the unique url to the client's estimation",
  InvoiceApi_Pdf: 'Return the link to the PDF of the invoice',
  PaymentLinkApi_All: 'Return all payment links for the account',
};

/** Our own names for parameters: one word for the same thing in all operations. */
export function argumentOf(parameter: string): string {
  if (parameter === 'workTypeId' || parameter === 'orderId') return 'id';
  return parameter.replace(/^queryOptions\./, '');
}

/** Envoice describes no parameters. */
export function describeArgument(argument: string, { one }: Resource): string {
  const about: Readonly<Record<string, string>> = {
    id: `Id of ${one.replace(/^an? /, 'the ')}`,
    order: 'Direction to sort in',
    orderBy: 'Member to sort by',
    page: 'Which page to return; the first is 1',
    pageSize: 'The maximum number of items per page',
    query: 'Text to search for',
    signedVersion: 'Whether to return the digitally signed version',
  };
  const description = about[argument];
  if (description === undefined) throw new Error(`Describe the parameter ${argument} here.`);
  return description;
}
