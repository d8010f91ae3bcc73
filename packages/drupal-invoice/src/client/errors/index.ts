export { createCallErrors } from './call-errors.ts';
export type { CallErrors, Method } from './call-errors.ts';
export { DrupalInvoiceError } from './drupal-invoice-error.ts';
export type { DrupalInvoiceReason } from './drupal-invoice-error.ts';
