export { toInvoice } from './to-invoice.ts';
export type { ToInvoiceOptions } from './to-invoice.ts';
export { fromInvoice } from './from-invoice.ts';
export type { FromInvoiceOptions } from './from-invoice.ts';
