import { isObject } from '@invoice-relay/core/json';

import type { ReadBody } from '../reading/read-body.ts';
import type { DrupalInvoiceReason } from './drupal-invoice-error.ts';

/** The module's own message: `{"code": 403, "message": "IP address is not allowed"}`. */
export function moduleMessage(body: ReadBody): string | null {
  if (body.kind !== 'json' || !isObject(body.value)) return null;
  const { code, message } = body.value;
  return typeof code === 'number' && typeof message === 'string' ? message : null;
}

/** What an error response of the module means, and how to fix it. */
export interface ModuleProblem {
  readonly reason: DrupalInvoiceReason;
  readonly text: string;
}

const settings = "the settings page of the site's Invoice module";

/**
 * Explains every error response that was seen from the module (release 7.x-1.3), by status and
 * message.
 *
 * @returns null if it is none of them
 */
export function explainModuleMessage(options: {
  readonly status: number;
  readonly message: string | null;
  readonly isWrite: boolean;
  readonly user: string;
}): ModuleProblem | null {
  const { status, message, isWrite, user } = options;
  if (message === null) return null;
  const says = (pattern: RegExp) => pattern.test(message);
  switch (status) {
    case 400:
      if (says(/template is required/i)) {
        return {
          reason: 'template_missing',
          text: 'the module needs a template (HTTP 400). Give the name of a template that the site has, such as default.',
        };
      }
      if (says(/invoice id/i)) {
        return {
          reason: 'id_missing',
          text: 'the module needs the id of the invoice to replace (HTTP 400). Give its bare number.',
        };
      }
      return null;
    case 403:
      if (says(/ip address/i)) {
        return {
          reason: 'address_not_allowed',
          text: `the module does not allow our IP address (HTTP 403). On ${settings}, add the address that the site sees to the allowed ones, or clear that list; behind a proxy, the site sees the address of the proxy.`,
        };
      }
      return isWrite || says(/permission denied/i)
        ? {
            reason: 'template_not_writable',
            text: `the module does not allow ${user} to write invoices of this template (HTTP 403). On ${settings}, make this user the API user of the template, or the API root user; Drupal's roles and permissions do not matter.`,
          }
        : {
            reason: 'template_not_readable',
            text: `the module does not allow ${user} to read invoices of this template (HTTP 403). On ${settings}, make this user the API user of the template, or the API root user; Drupal's roles and permissions do not matter.`,
          };
    case 404:
      return {
        reason: 'invoice_not_found',
        text: 'the site has no such invoice (HTTP 404). Check the id: it is the bare number, such as 7, and not the printed one, such as 20260007.',
      };
    case 405:
      return {
        reason: 'method_not_allowed',
        text: 'the module does not support this method (HTTP 405): it only reads, creates and replaces invoices.',
      };
    case 406:
      return {
        reason: 'token_refused',
        text: 'the module does not accept the token for writing, even after a new login (HTTP 406). Check for a cache or a proxy in front of the site that strips cookies or the X-CSRF-Token header, and for a module that ends sessions.',
      };
    case 500:
      return says(/sqlstate/i) && !isWrite
        ? {
            reason: 'sort_unknown',
            text: 'the database cannot sort the list by this column (HTTP 500). Sort by a column such as ii.iid, n.changed or n.created.',
          }
        : null;
    case 501:
      return {
        reason: 'never_deleted',
        text: 'the module does not delete invoices (HTTP 501). Create a credit invoice instead, or delete an unpaid one in Drupal.',
      };
    default:
      return null;
  }
}
