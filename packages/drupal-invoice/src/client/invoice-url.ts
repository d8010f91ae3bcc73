import { DrupalInputError } from '../model/index.ts';

/** The forms in which the module gives an invoice. */
export type InvoiceFormat = 'json' | 'html' | 'pdf';

/** Longer than any id or number. Characters. */
const longestId = 200;

/**
 * The address of an invoice, as API.txt of the module has it.
 *
 * @throws {DrupalInputError} for what is no id or number, and could lead elsewhere
 */
export function invoiceUrl(options: {
  readonly call: string;
  readonly baseUrl: string;
  readonly format: InvoiceFormat;
  readonly id: unknown;
}): string {
  const { call, baseUrl, format, id } = options;
  return `${baseUrl}/invoice/api/invoice.${format}/${encodeURIComponent(idText({ call, id }))}`;
}

/** Where new invoices are sent to. */
export function invoicesUrl(baseUrl: string): string {
  return `${baseUrl}/invoice/api/invoice.json`;
}

/** @throws {DrupalInputError} */
export function idText({ call, id }: { readonly call: string; readonly id: unknown }): string {
  const isNumber = typeof id === 'number' && Number.isSafeInteger(id) && id >= 0;
  const text = isNumber ? String(id) : typeof id === 'string' ? id.trim() : '';
  if (text === '' || text.length > longestId) {
    throw new DrupalInputError(
      `${call} needs an id: the id or the number of an invoice, such as 7.`,
      { member: 'id', expected: 'id' },
    );
  }
  if (/^\.{1,2}$|[/\\\p{Cc}\p{Cs}]/u.test(text)) {
    throw new DrupalInputError(
      `${call} takes no id that is "." or "..", or that holds a slash or a control character, as ` +
        'that would be another address.',
      { member: 'id', expected: 'id' },
    );
  }
  return text;
}
